"""A person who has only a keyboard: looks for a thing with Tab, sees where the focus is, presses keys."""

from playwright.sync_api import Locator, Page

#: So many steps of Tab a patient person takes on one page.
MOST_STEPS = 250
#: Says of the element in focus whether a person sees that it is, and that nothing lies over it.
SEEN = """(element) => {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height) return "has no size";
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "is out of sight";
  const style = getComputedStyle(element);
  const wrapped = element.closest("label");
  const outlined = (one) => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none";
  if (!outlined(element) && !(wrapped && outlined(wrapped))) return "has no mark of the focus";
  const [x, y] = [Math.max(0, box.left) + 3, (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2];
  const above = document.elementFromPoint(Math.min(x, innerWidth - 1), y);
  const ours = above && (element.contains(above) || above.contains(element) || above.closest("label") === wrapped);
  return ours || style.pointerEvents === "none" ? "" : "is covered by " + above?.outerHTML.slice(0, 120);
}"""
FOCUSED = "document.activeElement?.outerHTML.slice(0, 160)"


class Hands:
    """Uses a page by its keys alone, and notes every place where the focus was not to be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lost: list[str] = []

    def reach(self, what: str) -> Locator:
        """Press Tab until the focus is on the thing; fail where it never comes there."""
        wanted = self.page.locator(what).first
        wanted.wait_for(state="attached")
        for _step in range(MOST_STEPS):
            if wanted.evaluate("(element) => element === document.activeElement"):
                return wanted
            self.page.keyboard.press("Tab")
            trouble = self.page.evaluate(
                f"document.activeElement === document.body ? '' : ({SEEN})(document.activeElement)"
            )
            if trouble:
                self.lost.append(f"{self.page.url}: {self.page.evaluate(FOCUSED)} {trouble}")
        message = f"{what} cannot be reached on {self.page.url}; the focus is on {self.page.evaluate(FOCUSED)}"
        raise AssertionError(message)

    def press(self, what: str, key: str = "Enter") -> None:
        """Go to the thing and press a key on it."""
        self.reach(what)
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("load")

    def write(self, what: str, text: str) -> None:
        """Go to a field and write into it in place of what stands there."""
        self.reach(what)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, what: str, word: str) -> None:
        """Go to a list of choices and choose one by the beginning of its name."""
        field = self.reach(what)
        self.page.keyboard.type(word)
        chosen = field.evaluate("(element) => element.selectedOptions[0].label")
        assert str(chosen).casefold().startswith(word.casefold()), f"{what} has {chosen!r}, not {word!r}"

    def type_into(self, what: str, text: str) -> None:
        """Go to a day or a time and write it, in whatever order and clock the browser has."""
        field = self.reach(what)
        self.page.keyboard.type(text)
        assert field.input_value(), f"{what} is not complete"

    def sign_in(self, site: str, email: str) -> None:
        """Come in with the password that accounts of the tests have."""
        self.page.goto(f"{site}/accounts/login/")
        self.write("#id_login", email)
        self.write("#id_password", "correct-horse-battery")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{site}/")
