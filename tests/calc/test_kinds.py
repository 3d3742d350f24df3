from samkraft.calc.kinds import MeasureKind


def test_only_counts_add_and_only_quotients_are_weighed():
    assert [(kind.value, kind.adds, kind.weighs) for kind in MeasureKind] == [
        ("count", True, False),
        ("share", False, True),
        ("mean", False, True),
        ("rate", False, True),
        ("median", False, False),
        ("index", False, False),
    ]
