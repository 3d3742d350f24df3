"""The parts an element can play in a plan, whatever the plan itself calls them."""

from django.db import models


class Role(models.TextChoices):
    """`PRIORITY_AREA` is written out so that nobody takes it for a place."""

    CHALLENGE = "challenge"
    PRINCIPLE = "principle"
    PRIORITY_AREA = "priority_area"
    GOAL = "goal"
    SUBGOAL = "subgoal"
    PATH = "path"
    MEASURE = "measure"
    RESULT = "result"
    ADVICE = "advice"
    FACT = "fact"


# Which parts may stand under which; None is the top of the plan. Wide on purpose: plans differ.
PARENTS: dict[str, tuple[str | None, ...]] = {
    Role.CHALLENGE: (None, Role.PRIORITY_AREA),
    Role.PRINCIPLE: (None,),
    Role.PRIORITY_AREA: (None, Role.PRIORITY_AREA),
    Role.GOAL: (None, Role.PRIORITY_AREA, Role.GOAL),
    Role.SUBGOAL: (Role.GOAL, Role.SUBGOAL, Role.PRIORITY_AREA, None),
    Role.PATH: (Role.GOAL, Role.SUBGOAL, Role.PRIORITY_AREA, None),
    Role.MEASURE: (
        None,
        Role.PRIORITY_AREA,
        Role.GOAL,
        Role.SUBGOAL,
        Role.PATH,
        Role.CHALLENGE,
        Role.MEASURE,
    ),
    Role.RESULT: (None, Role.PRIORITY_AREA, Role.GOAL),
    Role.ADVICE: (None, Role.PRIORITY_AREA, Role.GOAL),
    Role.FACT: (None, Role.PRIORITY_AREA),
}
