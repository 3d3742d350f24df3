from samkraft.calc.leftbehind import left_behind
from samkraft.calc.series import Point, Series
from samkraft.calc.verdict import Kind, Path

PATH = Path(start=2020, baseline=40.0, due=2030, target=60.0)


def group(area, start, now, sex="T"):
    return Series(area, (Point("2020", start), Point("2025", now)), sex=sex)


def test_the_worst_off_come_first_and_those_we_cannot_tell_last():
    groups = [
        group("there", 50.0, 60.0),
        group("unknown", None, 50.0),
        group("good", 40.0, 50.0),
        group("slow", 40.0, 47.0),
        group("falling", 40.0, 30.0),
        group("still", 40.0, 40.0, sex="M"),
    ]
    assert [(s.area, s.sex, s.verdict.kind) for s in left_behind(groups, PATH)] == [
        ("falling", "T", Kind.OFF_TRACK),
        ("still", "M", Kind.OFF_TRACK),
        ("slow", "T", Kind.BEHIND),
        ("good", "T", Kind.ON_TRACK),
        ("there", "T", Kind.ACHIEVED),
        ("unknown", "T", Kind.CANNOT_TELL),
    ]


def test_a_group_starts_from_its_own_value():
    (standing,) = left_behind([group("low", 20.0, 40.0)], PATH)
    assert standing.verdict.inputs["baseline"] == 20.0
    assert standing.verdict.kind == Kind.ON_TRACK


def test_a_group_that_was_there_and_fell_back_is_the_first():
    groups = [group("falling", 40.0, 30.0), group("lost", 62.0, 55.0)]
    assert [s.area for s in left_behind(groups, PATH)] == ["lost", "falling"]
