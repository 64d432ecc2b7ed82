"""A signature as a ceremony: seats, flags, folders, cards, script and interpreters, whatever the sides."""

import datetime
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirmash.agreements.ceremony.cards import table_cards
from kirmash.agreements.ceremony.folders import folders, rounds
from kirmash.agreements.ceremony.interpreting import Lack, interpreters_needed, lacks
from kirmash.agreements.ceremony.scene import Act, Authority, Mode, Onlooker, Original, Scene, Side
from kirmash.agreements.ceremony.script import VOICES, called, done, kind_in, script, words_of
from kirmash.agreements.ceremony.seating import assistants, flags, seating
from kirmash.agreements.models.instrument import Kind

LIPICH = Side(
    position=1, names={"en": "Lipich", "de": "Lipitsch", "ru": "Липич", "be": "Ліпіч"}, country="BY", is_host=True,
    flag={"en": "Lipich"}, person={"en": "Andrei Verasau", "de": "Andrej Werassau", "ru": "Андрей Верасов",
    "be": "Андрэй Верасаў"}, title={"en": "Chairman", "de": "Vorsitzender", "ru": "председатель", "be": "старшыня"},
    languages=("be", "ru"),
)  # fmt: skip
ZARECHENSK = Side(
    position=2, names={"en": "Zarechensk", "de": "Saretschensk", "ru": "Зареченск", "be": "Зарэчанск"}, country="RU",
    person={"en": "Olga Polyakova", "de": "Olga Poljakowa", "ru": "Ольга Полякова", "be": "Вольга Палякова"},
    title={"en": "Head", "de": "Oberhaupt", "ru": "глава", "be": "кіраўнік"}, languages=("ru",),
)  # fmt: skip
BOTH = (Original(keeper=1, languages=("be", "ru")), Original(keeper=2, languages=("ru", "be")))
PAIR = Scene(
    kind="twinning", sides=(LIPICH, ZARECHENSK), originals=BOTH, announcers=("ru", "be"), room="Signing room",
    begins_at=datetime.datetime(2026, 9, 30, 11, 0, tzinfo=datetime.UTC),
)  # fmt: skip
LETTERS = st.text("abcdefgh", min_size=1, max_size=6)


@st.composite
def scenes(draw: st.DrawFn, least: int = 2) -> Scene:
    positions = draw(st.lists(st.integers(1, 99), min_size=least, max_size=7, unique=True))
    host = draw(st.sampled_from([None, *positions]))
    mode = draw(st.sampled_from(list(Mode)))
    sides = tuple(
        Side(
            position=n, names={"en": draw(LETTERS)}, is_host=n == host, person={"en": "x"}, country="BY",
            languages=tuple(draw(st.sets(st.sampled_from(["be", "ru", "de", "zh"])))),
            is_remote=mode is Mode.VIDEO and n != host and draw(st.booleans()),
        )
        for n in positions
    )  # fmt: skip
    order = draw(st.sampled_from(["", "en", "ru"]))
    return Scene(
        kind=draw(st.sampled_from(list(words_of("en")["kinds"]))), sides=sides, mode=mode, order_language=order
    )


def positions_of(scene: Scene) -> list[int]:
    return [seat.side.position for seat in seating(scene)]


def test_the_guest_sits_on_the_right_hand_of_the_host_which_the_hall_sees_on_the_left() -> None:
    found = [(seat.number, seat.side.name("en")) for seat in seating(PAIR)]

    assert found == [(1, "Zarechensk"), (2, "Lipich")]


def test_whoever_is_named_first_has_no_other_seat_for_it() -> None:
    turned = replace(PAIR, sides=(ZARECHENSK, LIPICH))

    assert positions_of(turned) == positions_of(PAIR)


def test_the_flags_stand_as_people_sit_and_the_city_flag_beside_that_of_its_country() -> None:
    assert [(flag.country, flag.local) for flag in flags(PAIR, "en")] == [("RU", ""), ("BY", "Lipich")]


def test_several_guests_sit_beside_the_host_in_the_alphabet_of_the_stated_language() -> None:
    others = [Side(position=n, names={"ru": name}) for n, name in ((2, "Ярск"), (3, "Алмазный"), (4, "Ёлкино"))]
    scene = Scene(kind="memorandum", sides=(LIPICH, *others), order_language="ru")

    # Алмазный is first: on the right hand of the host; Ёлкино (е) second, on the left; Ярск third, right again.
    assert [seat.side.name("ru") for seat in seating(scene)] == ["Ярск", "Алмазный", "Липич", "Ёлкино"]


@given(scenes())
def test_every_side_has_one_seat_and_every_seat_one_side(scene: Scene) -> None:
    seats = seating(scene)

    assert sorted(seat.side.position for seat in seats) == sorted(side.position for side in scene.sides)
    assert [seat.number for seat in seats] == list(range(1, len(scene.sides) + 1))
    assert [flag.side for flag in flags(scene, "en")] == [seat.side for seat in seats]


@given(scenes())
def test_the_host_sits_in_the_middle_with_the_odd_guest_on_the_right_hand(scene: Scene) -> None:
    host = scene.host
    if host is None:
        return

    at = positions_of(scene).index(host.position)

    assert at - (len(scene.sides) - 1 - at) in {0, 1}


@given(scenes())
def test_other_numbers_for_the_same_sides_change_no_seat(scene: Scene) -> None:
    numbers = {side.position: side.position + 1000 for side in scene.sides}
    other = replace(scene, sides=tuple(replace(side, position=numbers[side.position]) for side in scene.sides))

    assert positions_of(other) == [numbers[position] for position in positions_of(scene)]


@given(scenes(least=3), st.integers(0, 5))
def test_by_the_alphabet_it_does_not_matter_in_which_order_the_text_names_the_sides(scene: Scene, turn: int) -> None:
    scene = replace(scene, order_language="en")
    turned = replace(scene, sides=(*scene.sides[turn:], *scene.sides[:turn]))

    assert positions_of(turned) == positions_of(scene)


@given(scenes())
def test_an_assistant_stands_at_the_outer_hand_of_everybody_who_sits_here(scene: Scene) -> None:
    found = assistants(scene)

    assert [one.side for one in found] == [seat.side for seat in seating(scene) if not seat.side.is_remote]
    hands = [one.stands.value for one in found]
    assert hands == sorted(hands)


@given(scenes())
def test_in_every_round_each_signs_one_folder_and_in_the_end_all_have_signed_all(scene: Scene) -> None:
    scene = replace(scene, mode=Mode.IN_PERSON, sides=tuple(replace(side, is_remote=False) for side in scene.sides))

    found = rounds(scene)

    everybody = sorted(side.position for side in scene.sides)
    for one in found:
        assert sorted(side.position for side, _folder in one) == everybody
        assert sorted(folder.keeper.position for _side, folder in one) == everybody
    pairs = [(side.position, folder.keeper.position) for one in found for side, folder in one]
    assert sorted(pairs) == sorted((one, other) for one in everybody for other in everybody)


@given(scenes())
def test_whoever_keeps_an_original_signs_it_first_and_on_the_left(scene: Scene) -> None:
    for folder in folders(scene):
        assert (folder.order[0], folder.signs_left) == (folder.keeper, folder.keeper)


def test_each_folder_holds_the_original_of_its_keeper_with_the_own_language_first() -> None:
    found = [(folder.keeper.name("en"), tuple(folder.languages), [side.name("en") for side in folder.order])
             for folder in folders(PAIR)]  # fmt: skip

    assert found == [
        ("Zarechensk", ("ru", "be"), ["Zarechensk", "Lipich"]),
        ("Lipich", ("be", "ru"), ["Lipich", "Zarechensk"]),
    ]


def test_by_video_nobody_passes_a_folder_to_who_is_away() -> None:
    scene = replace(PAIR, mode=Mode.VIDEO, sides=(LIPICH, replace(ZARECHENSK, is_remote=True)))

    assert [seat.is_screen for seat in seating(scene)] == [True, False]
    assert [[(side.name("en"), folder.keeper.name("en")) for side, folder in one] for one in rounds(scene)] == [
        [("Zarechensk", "Zarechensk"), ("Lipich", "Lipich")], [],
    ]  # fmt: skip
    assert [card.side.name("en") for card in table_cards(scene)] == ["Lipich"]


def test_a_card_turns_one_language_to_the_hall_and_the_persons_own_to_the_table() -> None:
    found = [[(face.language, face.person) for face in card.faces] for card in table_cards(PAIR)]

    assert found == [
        [("ru", "Ольга Полякова"), ("ru", "Ольга Полякова")],
        [("ru", "Андрей Верасов"), ("be", "Андрэй Верасаў")],
    ]


@given(scenes())
def test_an_interpreter_is_needed_exactly_where_two_known_people_share_no_language(scene: Scene) -> None:
    found = {(need.one.position, need.other.position) for need in interpreters_needed(scene) if need.other}

    assert found == {
        (one.position, other.position)
        for number, one in enumerate(scene.sides) for other in scene.sides[number + 1:]
        if one.languages and other.languages and not set(one.languages) & set(other.languages)
    }  # fmt: skip


def test_whoever_does_not_follow_the_announcer_needs_an_interpreter_too() -> None:
    found = interpreters_needed(replace(PAIR, announcers=("de", "be")))

    assert [(need.one.name("en"), need.is_with_announcer) for need in found] == [("Zarechensk", True)]


def test_what_is_missing_is_said_and_a_name_is_never_transliterated() -> None:
    guest = replace(ZARECHENSK, person={"en": "Olga Polyakova"}, authority=Authority.DEPUTY, country="", languages=())
    scene = replace(PAIR, sides=(LIPICH, guest), announcers=("ru",))

    assert [(lack, language) for lack, _side, language in lacks(scene)] == [
        (Lack.LANGUAGES, ""), (Lack.PAPER, ""), (Lack.NAME, "ru"), (Lack.COUNTRY, ""),
    ]  # fmt: skip
    assert "Olga Polyakova" in "\n".join(cue.text for cue in script(scene, "ru"))


@pytest.mark.parametrize("language", VOICES)
def test_the_tables_of_words_name_every_kind_and_the_same_things_in_every_language(language: str) -> None:
    words, english = words_of(language), words_of("en")

    assert set(words["kinds"]) == set(Kind.values)
    assert {part: set(words[part]) for part in ("say", "do", "authority", "done")} == {
        part: set(english[part]) for part in ("say", "do", "authority", "done")
    }
    gaps = re.compile(r"\{\w+\}")
    for part in ("say", "do", "authority"):
        for name, sentence in words[part].items():
            assert sorted(gaps.findall(sentence)) == sorted(gaps.findall(english[part][name])), name


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The twinning agreement has been signed.", "The roadmap has been signed.",
                "The contract has been signed."]),
        ("de", ["Das Abkommen über eine Städtepartnerschaft ist unterzeichnet.", "Der Fahrplan ist unterzeichnet.",
                "Der Vertrag ist unterzeichnet."]),
        ("ru", ["Соглашение о побратимских отношениях подписано.", "Дорожная карта подписана.", "Контракт подписан."]),
        ("be", ["Пагадненне аб пабрацімскіх адносінах падпісана.", "Дарожная карта падпісана.", "Кантракт падпісаны."]),
    ],
)  # fmt: skip
def test_the_act_agrees_with_the_gender_of_the_document(language: str, sentences: list[str]) -> None:
    assert [done(kind, Act.SIGNED, language) for kind in ("twinning", "roadmap", "contract")] == sentences


@pytest.mark.parametrize("language", VOICES)
def test_what_is_initialled_is_never_called_signed(language: str) -> None:
    scene = replace(PAIR, act=Act.INITIALLED)

    said = [cue.text for cue in script(scene, language) if cue.is_said]

    assert done("twinning", Act.SIGNED, language) not in said
    assert done("twinning", Act.INITIALLED, language) in said


@pytest.mark.parametrize(
    ("authority", "paper", "language", "said"),
    [
        ("own-office", "", "en", "Olga Polyakova, Head"),
        ("deputy", "", "en", "Olga Polyakova, Head, deputising"),
        ("deputy", "Nr. 12", "de", "Olga Poljakowa, Oberhaupt, in Vertretung (Nr. 12)"),
        ("power-of-attorney", "№ 7", "ru", "глава Ольга Полякова, по доверенности (№ 7)"),
        ("power-of-attorney", "№ 7", "be", "кіраўнік Вольга Палякова, па даверанасці (№ 7)"),
    ],
)
def test_whoever_signs_for_another_is_announced_with_the_right_by_which(
    authority: str, paper: str, language: str, said: str
) -> None:
    assert called(replace(ZARECHENSK, authority=Authority(authority), paper=paper), language) == said


@given(scenes(), st.sampled_from(VOICES))
def test_a_script_has_no_open_gap_its_minutes_never_go_back_and_it_fits_into_its_time(
    scene: Scene, language: str
) -> None:
    cues = script(scene, language)

    assert [cue.text for cue in cues if "{" in cue.text or "}" in cue.text] == []
    assert all(one.minute <= other.minute for one, other in pairwise(cues))
    assert len(scene.sides) > 3 or cues[-1].minute <= 12


@given(scenes(), st.sampled_from(VOICES))
def test_signed_is_announced_only_where_everybody_signs_in_the_room(scene: Scene, language: str) -> None:
    said = [cue.text for cue in script(scene, language) if cue.is_said]

    is_complete = scene.mode is not Mode.EXCHANGE and not any(side.is_remote for side in scene.sides)
    assert (done(scene.kind, Act.SIGNED, language) in said) == is_complete


def test_a_script_says_at_what_time_each_line_comes() -> None:
    cues = script(PAIR, "be")

    assert [cue.at for cue in cues] == [
        datetime.datetime(2026, 9, 30, 11, cue.minute, tzinfo=datetime.UTC) for cue in cues
    ]


def test_witnesses_and_originals_are_announced_in_the_words_of_the_language() -> None:
    scene = replace(PAIR, witnesses=(Onlooker(names={"ru": "Инна Лугова"}, title={"ru": "депутат"}),))

    said = [cue.text for cue in script(scene, "ru") if cue.is_said]

    assert "При подписании присутствуют: Инна Лугова, депутат." in said
    assert "Документ составлен в 2 подлинных экземплярах. Языки: белорусский, русский." in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"sides": (LIPICH, replace(ZARECHENSK, position=1))},
        {"sides": (LIPICH, replace(ZARECHENSK, is_host=True))},
        {"originals": (Original(keeper=9),)},
    ],
)
def test_a_scene_that_no_room_can_hold_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="twinning"):
        replace(PAIR, **wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_nobody_announces_in_a_language_without_words() -> None:
    with pytest.raises(ValueError, match="'zh'"):
        script(PAIR, "zh")


def test_kinds_are_called_as_the_term_tables_say() -> None:
    assert [kind_in("letter-of-intent", language) for language in VOICES] == [
        ("letter of intent", "n"), ("Absichtsschreiben", "n"), ("письмо о намерениях", "n"), ("ліст аб намерах", "m"),
    ]  # fmt: skip
