"""Look at every page of the demo in the machine's Chromium: axe, width, console; a picture of each.

``make look`` runs it on what ``make demo`` made. One page of each kind that a role can reach by links is
looked at, at two widths, in two themes and four languages; the pictures lie in the folder that is named.
Languages that are named after the folders are looked at alone.
"""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

PORT = 8124
SITE = f"http://localhost:{PORT}"
LOOKS = (("light", 1280, "en"), ("dark", 360, "de"), ("dark", 1280, "ru"), ("light", 360, "be"))
ROLES = ("", "administrator", "organiser", "protocol", "press", "exhibitor", "delegation", "city")
#: What ends a session, gives a file, or is Swagger's own.
PASSED_OVER = re.compile(
    r"logout|/print/$|\.(csv|xlsx|json|pdf|docx|md|svg|png|xml|ics|txt)$|/file\.|/api/v1/docs/console|/static/"
)
#: Words of addresses that change from thing to thing: pages that differ only in them are of one kind.
THING = re.compile(r"(?<=/)(?:[\w:-]*\d[\w:-]*|demo-[\w-]+|fair:[\w-]+|[a-z]+-[\w-]+)(?=/|$)")
MOST = 130
#: Of a page that is longer, in pixels, the beginning is pictured.
TALLEST = 8000


def kind_of(url: str) -> str:
    """Return what kind of page an address is of."""
    return THING.sub("…", re.sub(r"^/(?:en|de|ru|be)/", "/…/", urlsplit(url).path))


def links(page: Page) -> list[str]:
    """Return the addresses of this site that a page leads to."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    whole = [urljoin(page.url, str(href)).partition("#")[0] for href in found]
    return [url for url in whole if url.startswith(SITE) and not PASSED_OVER.search(urlsplit(url).path)]


def walk(page: Page, role: str, seen: set[str]) -> Iterator[str]:
    """Yield one address of each kind of page that a role reaches and nobody has seen yet."""
    waiting, known = [f"{SITE}/"], set[str]()
    if not role:
        waiting = [f"{SITE}/accounts/login/", f"{SITE}/en/catalogue/", f"{SITE}/privacy/", f"{SITE}/offline/"]
    while waiting and len(known) < MOST:
        url = waiting.pop(0)
        if kind_of(url) in known:
            continue
        known.add(kind_of(url))
        answer = page.goto(url)
        if answer is None or answer.status >= 400 or "html" not in answer.headers.get("content-type", ""):
            if answer and answer.status >= 400:
                print(f"{answer.status} {role} {url}")
            continue
        waiting += [link for link in links(page) if kind_of(link) not in known]
        if kind_of(url) not in seen:
            seen.add(kind_of(url))
            yield page.url


def _note(wrong: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        wrong.append(f"{message.location['url']}: {message.text[:200]}")


def looked_at(browser: Browser, look: tuple[str, int, str], folder: Path) -> tuple[int, list[str]]:
    """Return how many pages were looked at, and what is wrong with them."""
    scheme, width, language = look
    seen: set[str] = set()
    wrong: list[str] = []
    for role in ROLES:
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": 900},
            service_workers="block",
            locale=language,
        )
        page = context.new_page()
        page.on("console", partial(_note, wrong))
        if role:
            page.goto(f"{SITE}/accounts/login/")
            page.click(f'button[value="{role}@kirmash.example"]')
            page.click("[popovertarget='languages']")
            page.click(f"#languages button[value='{language}']")
        for url in walk(page, role, seen):
            found = Axe().run(page).response["violations"]
            wrong += [f"{url}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{url}: runs over its edge at {width}")
            name = re.sub(r"\W+", "-", kind_of(url)).strip("-") or "home"
            is_whole = int(page.evaluate("document.documentElement.scrollHeight")) < TALLEST
            page.screenshot(
                path=str(folder / f"{name}.{role or 'nobody'}.{language}-{scheme}-{width}.png"), full_page=is_whole
            )
        context.close()
    return len(seen), wrong


def main() -> int:
    """Serve the demo, look, and print what is wrong."""
    data, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    kirmash = str(Path(sys.executable).with_name("kirmash"))
    site = subprocess.Popen([kirmash, "serve", "--data", str(data), "--port", str(PORT)])
    try:
        for _second in range(60):
            try:
                urllib.request.urlopen(f"{SITE}/offline/", timeout=5)  # noqa: S310  # our own server
                break
            except OSError:
                time.sleep(1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            found: list[str] = []
            for look in [look for look in LOOKS if look[2] in (sys.argv[3:] or look[2])]:
                count, wrong = looked_at(browser, look, folder)
                print(
                    f"{count} kinds of pages, {' '.join(map(str, look))}: {len(wrong)} wrong",
                    *wrong,
                    sep="\n",
                    flush=True,
                )
                found += wrong
            browser.close()
    finally:
        site.terminate()
        site.wait(30)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
