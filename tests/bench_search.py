"""Time the search among 31,000 invented organisations: run by ``make bench`` on each database."""

import random
import statistics
import time
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection

from kirmash.registry.actions import put_organisations
from kirmash.registry.models.organisation import Organisation, OrganisationName
from kirmash.search.actions import in_batches
from kirmash.search.queries import count_each, find

SIZE = 31_000
SEARCHES = 200
LANGUAGES = ("en", "de", "ru", "be")
#: The same syllable, branch and city as each of the languages spells it.
SYLLABLES = """
ve we ве ве|kor kor кор кар|li li ли лі|zav saw зав заў|shta schta шта шта|ro ro ро ра|mek mek мек мек|tur tur тур тур
no no но на|vel wel вел вел|ga ga га га|dim dim дим дзім|pra pra пра пра|ste ste сте стэ|lo lo ло ла|kha cha ха ха
rin rin рин рын|chu tschu чу чу|bor bor бор бор|nez nes нез нез|ya ja я я|tsa za ца ца|mil mil мил міл|ken ken кен кен
zhi schi жи жы|tal tal тал тал|yu ju ю ю|fer fer фер фер
"""
BRANCHES = """
pumps,Pumpen,насосы,помпы|tractors,Traktoren,тракторы,трактары|bearings,Lager,подшипники,падшыпнікі
hydraulics,Hydraulik,гидравлика,гідраўліка|furniture,Möbel,мебель,мэбля|food,Lebensmittel,продукты,прадукты
machine tools,Werkzeugmaschinen,станки,станкі|steel,Stahl,сталь,сталь|cables,Kabel,кабели,кабелі
chemicals,Chemie,химия,хімія|textiles,Textilien,ткани,тканіны|shoes,Schuhe,обувь,абутак|glass,Glas,стекло,шкло
turbines,Turbinen,турбины,турбіны|fertilisers,Düngemittel,удобрения,угнаенні|lifts,Aufzüge,лифты,ліфты
engines,Motoren,двигатели,рухавікі|timber,Holz,лесоматериалы,лесаматэрыялы
"""
CITIES = """
Minsk,Minsk,Минск,Мінск|Gomel,Gomel,Гомель,Гомель|Vitebsk,Witebsk,Витебск,Віцебск|Brest,Brest,Брест,Брэст
Grodno,Grodno,Гродно,Гродна|Mogilev,Mogiljow,Могилёв,Магілёў|Smolensk,Smolensk,Смоленск,Смаленск
Yekaterinburg,Jekaterinburg,Екатеринбург,Екацярынбург|Bryansk,Brjansk,Брянск,Бранск|Almaty,Almaty,Алматы,Алматы
Tashkent,Taschkent,Ташкент,Ташкент|Bishkek,Bischkek,Бишкек,Бішкек|Kazan,Kasan,Казань,Казань
"""
FORMS = ("{} Ltd", "{} GmbH", "ООО «{}»", "ТАА «{}»")


def rows(text: str, between: str) -> list[list[str]]:
    """Return the rows of a table above."""
    return [row.split(between) for row in text.strip().replace("\n", "|").split("|")]


def invented() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield keys and names by language; the same at every run."""
    chance = random.Random(7)  # noqa: S311  # invented names, no secret
    syllables, branches, cities = rows(SYLLABLES, " "), rows(BRANCHES, ","), rows(CITIES, ",")
    seen: set[tuple[tuple[int, ...], str, str]] = set()
    while len(seen) < SIZE:
        brand = tuple(chance.sample(range(len(syllables)), chance.choice((2, 3, 3))))
        branch, city = chance.choice(branches), chance.choice(cities)
        if (brand, branch[0], city[0]) in seen:
            continue
        seen.add((brand, branch[0], city[0]))
        names = {}
        for at, language in enumerate(LANGUAGES):
            own = "".join(syllables[number][at] for number in brand).capitalize()
            names[language] = FORMS[at].format(f"{own} {branch[at]} {city[at]}")
        yield f"invented-{len(seen)}", names


def fill() -> float:
    """Store the organisations and put them into the search; return the seconds that the search took of it."""
    took = 0.0
    for batch in in_batches(invented()):
        made = [Organisation(key=key, kind="company", is_demo=True) for key, _names in batch]
        Organisation.objects.bulk_create(made)
        OrganisationName.objects.bulk_create(
            OrganisationName(organisation=organisation, language=language, text=text)
            for organisation, (_key, names) in zip(made, batch, strict=True)
            for language, text in names.items()
        )
        began = time.perf_counter()
        put_organisations(keys=[key for key, _names in batch])
        took += time.perf_counter() - began
    return took


def questions() -> list[str]:
    """Return what 200 people type: one or two words of a name in any language, often unfinished."""
    chance = random.Random(8)  # noqa: S311  # invented questions, no secret
    names = [name for _key, by_language in invented() for name in by_language.values()]
    found = []
    for name in chance.sample(names, SEARCHES):
        words = [word.strip("«»") for word in name.split() if len(word) > 3]
        chosen = chance.sample(words, min(len(words), chance.choice((1, 2, 2, 3))))
        found.append(" ".join(chosen)[: -chance.choice((1, 0, 0, 2)) or None])
    return found


def main() -> None:
    """Print what the database took."""
    call_command("migrate", verbosity=0, interactive=False)
    print(f"{fill():8.2f} s  put {SIZE:,} invented organisations into the search, {connection.vendor}")
    times = []
    for text in questions():
        began = time.perf_counter()
        counts = count_each(text)
        for kind in counts:
            find(text, kinds=[kind], limit=5)
        times.append((1000 * (time.perf_counter() - began), sum(counts.values()), text))
    times.sort()
    half, most = statistics.median(milliseconds for milliseconds, _hits, _text in times), times[SEARCHES * 95 // 100][0]
    slowest, hits, text = times[-1]
    print(
        f"{half:8.1f} ms half of {SEARCHES} searches, {most:.1f} ms 95 %, {slowest:.1f} ms {text!r} with {hits:,} hits"
    )
