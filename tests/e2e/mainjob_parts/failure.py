# SPDX-License-Identifier: Apache-2.0
"""Why a step did not work, in words for the line `step K/8 FAILED: …`."""


class Failure(Exception):
    pass


def expect(condition, otherwise):
    if not condition:
        raise Failure(otherwise)


def expect_equal(what, shown, logged):
    """What the page shows and what the tenant logged are the same, and not nothing."""
    expect(shown and shown == logged, f"{what}: the page shows {shown!r}, the tenant logged {logged!r}")
