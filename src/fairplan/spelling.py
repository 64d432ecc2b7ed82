"""Spelling: a name in any script and a word in any form, brought to the same tokens.

A token is a word of ASCII letters and digits. Its first letter says what it is: ``w`` a word as it is
written, ``s`` its stem, ``k`` how it sounds, ``t`` a whole title. A database keeps tokens as they are,
and nothing that a person types can be taken for a command, since nothing but tokens is left of it.

Sounds are coarse on purpose. They bring together what the usual transliterations of Russian and
Belarusian part: BGN/PCGN of 1947 and 1979 (Yekaterinburg, Homyel’), Duden (Jekaterinburg,
Swerdlowsk) and the Latin script of Belarus (Homieĺ); and what the two spellings part: Belarusian
writes unstressed о and е as it says them (Law 420-Z of 2008 on the rules of orthography).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, product

import snowballstemmer
from anyascii import anyascii

WRITTEN, STEM, SOUND, TITLE = "wskt"
LONGEST = 60
SHORTEST_WORD_WITH_SOUND = 4
SHORTEST_SOUND = 3

_SNOWBALL = {"en": "english", "de": "german", "ru": "russian"}
_CYRILLIC_LANGUAGES, _LATIN_LANGUAGES = ("ru", "be"), ("en", "de")
_NO_TOKEN = re.compile("[^a-z0-9]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032"
_FOLDS = str.maketrans({**dict.fromkeys(_INVISIBLE + _APOSTROPHES), "ё": "е", "ў": "у"})
_STRESS = re.compile("[\u0300-\u036f]")
_GROUPED = re.compile(r"(?<!\d)(?:\d{1,3}(?:[.,'\u2019\u00a0\u2009\u202f]\d{3})+|\d{4}(?:\.\d{2}){1,3})(?!\d)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


#: Endings of Belarusian nouns and adjectives; in folded words ў is у.
_ENDING = (
    "(?<=...)[ыі]?(?:[аяо]га|[аяо]му|[ыіая]?мі|[аоеуюыі]е|[ая]я|[аоеую]ю|ью|"
    "[аяое]?м|[аяыі]?х|[аяоеэ]?й|[аяоеэ]у|[аяоеэыіуюь])$"
)
_BELARUSIAN_RULES = _rules(("дз(?=е$)", "д"), ("ц(?=е$)", "т"), (_ENDING, ""))
#: Capitals stand for a choice, see ``_CHOICES``; c is ч, x is ш and ж.
_CYRILLIC_RULES = _rules(
    ("дз(?=[еиіюямвь])", "д"),
    ("ц+(?=[еиіюямвь])", "T"),
    ("тс", "с"),
    ("^в(?=[оу])", "V"),
    ("іу", "ів"),
)
_CYRILLIC_SOUNDS = str.maketrans(
    dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуўфхцчшыэюяәғқңөұүһӣҳҷ",
            "abvggdaaxsiiiiklmnaprstuvfhscxiauaagknauuhihx",
            strict=True,
        )
    )
    | {"щ": "xc", "ъ": "", "ь": ""}
)
_LATIN_RULES = _rules(
    ("ee(?![vw]|nk)", "i"),
    ("oo", "u"),
    ("[čć]|tsch|tch|cz", "1"),
    ("[šśžź]|sch|sh|sz|zh", "2"),
    ("ch", "Q"),
    ("kh", "3"),
    ("(?<=[aeiouyäöü])h(?![aeiouyäöü])", "N"),
    ("h", "H"),
    ("gH", "g"),
    ("pH", "f"),
    ("tH", "t"),
    ("ck", "k"),
    ("qu", "kv"),
    ("d[zs](?=[eiyjwvm])", "d"),
    ("t[sz]", "s"),
    ("ç|c(?=[eiyäö])", "s"),
    ("c", "k"),
    ("x", "ks"),
    ("(?<![aeiouyäöü])j(?![aeiouyäöü])", ""),
)
_LATIN_SOUNDS = str.maketrans("äöüeojyqwz123", "aauaaiikvscxh")
_COMMON_RULES = _rules(
    ("i+(?=[au])", ""),
    ("^ul(?=[aiu])", "vl"),
    ("(?<=a)u", "v"),
    ("ua+", "u"),
    (r"(.)\1+", r"\1"),
    ("^nik(?=[ai])", "mik"),
)
_CHOICES = {"H": ("h", "g"), "Q": ("c", "h"), "N": ("h", "g", ""), "T": ("t", "s"), "V": ("v", "")}
_LAST_RULES = _rules((r"(.)\1+", r"\1"), ("(?<=[dt])ar$", "r"), ("(?<=..[^aiu])i$", ""))


def fold(text: str) -> str:
    """Return a text without what spellings of one word differ in: case, width, ё, ў, ß, stress, apostrophes.

    Compatibility forms are composed (Unicode Standard Annex 15, NFKC). Umlauts stay, since German stems
    need them; :func:`spellings` and :func:`sounds` resolve them.
    """
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _STRESS.sub("", composed.translate(_FOLDS))


@lru_cache(maxsize=1 << 10)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; 20,000 and 20.000 are one word, and so is the goods code 8413.70."""
    joined = _GROUPED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    return tuple(_WORD.findall(fold(joined)))


def script(word: str) -> str:
    """Return the script of a word's first letter as Unicode names it: LATIN, CYRILLIC, CJK; DIGIT for a number."""
    return unicodedata.name(word[0], "").partition(" ")[0]


@lru_cache(maxsize=1 << 16)
def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word in Latin letters, letter by letter, so that a beginning stays a beginning.

    An umlaut counts as two letters (DIN 5007-2) and as its bare vowel (DIN 5007-1).
    """
    forms = dict.fromkeys((word.translate(_UMLAUTS), word))
    latin = (_NO_TOKEN.sub("", anyascii(form).lower()) for form in forms)
    return tuple(form[:LONGEST] for form in latin if form)


def sounds(word: str) -> tuple[str, ...]:
    """Return how a folded word may sound, the same for every usual spelling of a name; short words have no sound.

    Vowels are three: a (with о, е, э, я, ё), i (with ы, й) and u (with ю); з is с, ж is ш, ц is с, w is v.
    A soft ц or дз is the т or д of Russian (Екацярынбург); ў is в (Прывалаў, Pryvalau); an initial во or ву may
    be о or у (вобласць, Вольга); Ула- is Вла-, Мік- is Ник-. Latin h may be г, х or mute; ch may be ч or х.
    """
    if len(word) < SHORTEST_WORD_WITH_SOUND or any(letter.isdigit() for letter in word):
        return ()
    heard = _heard(word)
    open_letters = [letter for letter in _CHOICES if letter in heard]
    found = (_said(heard, open_letters, choice) for choice in product(*(_CHOICES[letter] for letter in open_letters)))
    return tuple(dict.fromkeys(sound[:LONGEST] for sound in found if len(sound) >= SHORTEST_SOUND))


def _said(heard: str, open_letters: Iterable[str], choice: Iterable[str]) -> str:
    for letter, sound in zip(open_letters, choice, strict=True):
        heard = heard.replace(letter, sound)
    return _apply(_LAST_RULES, heard)


def _heard(word: str) -> str:
    if _CYRILLIC.search(word):
        heard = _apply(_CYRILLIC_RULES, word).translate(_CYRILLIC_SOUNDS)
    else:
        letters = (letter if letter in "äöüčćšśžźç" else anyascii(letter).lower() for letter in word)
        heard = _apply(_LATIN_RULES, "".join(letters)).translate(_LATIN_SOUNDS)
    return _apply(_COMMON_RULES, re.sub("[^A-Za-z]", "", anyascii(heard)))


def _apply(rules: Iterable[tuple[re.Pattern[str], str]], word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word of a language; a language without rules leaves it as it is.

    English, German and Russian by Snowball (M. F. Porter, snowballstem.org). Belarusian, for which there
    is none, turns a soft д or т hard before е (заводзе, камітэце) and loses one ending of a noun or adjective.
    """
    if language in _SNOWBALL:
        # A stemmer keeps the word it works on, so threads must not share one.
        return str(snowballstemmer.stemmer(_SNOWBALL[language]).stemWord(word))
    return _apply(_BELARUSIAN_RULES, word) if language == "be" else word


@lru_cache(maxsize=1 << 10)
def tokens(text: str, language: str = "") -> tuple[str, ...]:
    """Return the tokens under which a text is found, each once.

    The language is a BCP 47 tag. Without one, words are stemmed in every language of their script; a
    word in the script of another language than the given one is not stemmed.
    """
    main = language.partition("-")[0]
    return tuple(dict.fromkeys(chain.from_iterable(_tokens(word, main) for word in words(text))))


def variants(word: str) -> tuple[str, ...]:
    """Return the tokens that a text may have which holds a folded word, whatever language it is in."""
    return _tokens(word, "")


def beginnings(word: str) -> tuple[str, ...]:
    """Return the beginnings of the tokens of words that begin with a folded word."""
    return (*_marked(WRITTEN, spellings(word)), *_marked(SOUND, sounds(word)))


def titles(text: str) -> tuple[str, ...]:
    """Return the tokens of a text as a whole title; a title that begins alike has tokens that begin alike."""
    parts = [found for word in words(text) if (found := spellings(word))]
    whole = ("".join(found[at] for found in parts)[:LONGEST] for at in (0, -1))
    return _marked(TITLE, dict.fromkeys(whole if parts else ()))


@lru_cache(maxsize=1 << 16)
def _tokens(word: str, language: str) -> tuple[str, ...]:
    ours = _CYRILLIC_LANGUAGES if _CYRILLIC.search(word) else _LATIN_LANGUAGES
    languages = [one for one in ours if language in {"", one}]
    stems = () if word.isdigit() else tuple(dict.fromkeys(stem(word, one) for one in languages))
    heard = dict.fromkeys(chain.from_iterable(sounds(form) for form in (word, *stems)))
    written = dict.fromkeys(chain.from_iterable(spellings(form) for form in stems))
    return (*_marked(WRITTEN, spellings(word)), *_marked(STEM, written), *_marked(SOUND, heard))


def _marked(mark: str, forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(mark + form for form in forms)
