"""Which state a plan version may pass into from which."""

ALLOWED: dict[str, frozenset[str]] = {
    "draft": frozenset({"consultation", "adopted"}),
    "consultation": frozenset({"adopted", "superseded", "withdrawn"}),
    "adopted": frozenset({"superseded", "withdrawn"}),
    "superseded": frozenset(),
    "withdrawn": frozenset(),
}


class WrongState(Exception):
    """The version is not in a state that allows this; `state` is the one it is in."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__(f"A version that is {state} cannot become {wanted}.")
        self.state = state
        self.wanted = wanted


def require_passage(state: str, wanted: str) -> None:
    """Raise WrongState unless a version in `state` may become `wanted`."""
    if wanted not in ALLOWED[state]:
        raise WrongState(state, wanted)
