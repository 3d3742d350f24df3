"""Words that are addresses of their own, so that no plan or part of a plan is called so.

A test holds them against the public addresses.
"""

# /{region}/{word}/
BESIDE_PLANS = frozenset({"state", "actions", "action-plans", "who"})
# /{region}/{plan}/{word}/
BESIDE_PARTS = frozenset(
    {
        "v", "compare", "links", "changes", "actions", "action-plans", "board", "gaps", "funding",
        "priorities",
    }
)  # fmt: skip
