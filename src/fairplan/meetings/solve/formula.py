"""Building a propositional formula in conjunctive normal form: gates, counters and sums."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

TRUE = 1
FALSE = -1


class Formula:
    """Clauses over numbered variables; variable 1 is true, so constants fold away."""

    def __init__(self) -> None:
        self.variables = 1
        self.clauses: list[list[int]] = [[TRUE]]

    def new(self) -> int:
        """Return a fresh variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """Demand that one of the literals is true."""
        if TRUE not in literals:
            self.clauses.append([literal for literal in literals if literal != FALSE])

    def all_of(self, *literals: int) -> int:
        """Return a literal that is true exactly when all are."""
        rest = [literal for literal in literals if literal != TRUE]
        if FALSE in rest:
            return FALSE
        if len(rest) <= 1:
            return rest[0] if rest else TRUE
        gate = self.new()
        self.clauses += [[-gate, literal] for literal in rest]
        self.clauses.append([gate, *(-literal for literal in rest)])
        return gate

    def any_of(self, *literals: int) -> int:
        """Return a literal that is true exactly when one or more are."""
        return -self.all_of(*(-literal for literal in literals))

    def at_most_one(self, literals: Iterable[int]) -> None:
        """Forbid every pair."""
        self.clauses += [[-one, -other] for one, other in combinations(literals, 2)]

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """Allow at most so many (sequential counter; Sinz, CP 2005)."""
        if most >= len(literals):
            return
        row = [TRUE, *[FALSE] * most]
        for literal in literals:
            self.add(-literal, -row[most])
            following = [TRUE]
            for number in range(1, most + 1):
                if FALSE == row[number] == row[number - 1]:
                    following.append(FALSE)
                    continue
                count = self.new()
                self.add(-row[number], count)
                self.add(-literal, -row[number - 1], count)
                following.append(count)
            row = following

    def unary(self, literals: Sequence[int], most: int) -> list[int]:
        """Return literals "at least 1", "at least 2" … of a short list, up to a most."""
        row = [TRUE, *[FALSE] * most]
        for literal in literals:
            added = (self.any_of(row[n], self.all_of(literal, row[n - 1])) for n in range(1, most + 1))
            row = [TRUE, *added]
        return [count for count in row[1:] if count != FALSE]

    def totalizer(self, literals: Sequence[int], most: int) -> list[int]:
        """Return literals "at least 1" … up to a most, exact in both directions (Bailleux, Boufkhad, CP 2003)."""
        if len(literals) <= 1:
            return list(literals)
        half = len(literals) // 2
        left = [TRUE, *self.totalizer(literals[:half], most), FALSE]
        right = [TRUE, *self.totalizer(literals[half:], most), FALSE]
        size = min(most, len(left) + len(right) - 4)
        total = [TRUE, *(self.new() for _count in range(size)), FALSE]
        for one, first in enumerate(left[:-1]):
            for two, second in enumerate(right[:-1]):
                if one + two:
                    self.add(-first, -second, total[min(one + two, size)])
                if one + two < size:
                    self.add(left[one + 1], right[two + 1], -total[one + two + 1])
        return total[1:-1]

    def sums(self, costs: Sequence[tuple[int, int]], most: int) -> dict[int, int]:
        """Return for each sum of weights up to a most a literal that is true when it is reached.

        The literal is forced upwards only, which is enough to forbid a sum (generalised totalizer; Joshi,
        Martins, Manquinho, CP 2015). Sums above the most count as the most.
        """
        if len(costs) <= 1:
            return {min(weight, most): literal for weight, literal in costs}
        half = len(costs) // 2
        left = {0: TRUE, **self.sums(costs[:half], most)}
        right = {0: TRUE, **self.sums(costs[half:], most)}
        values = sorted({min(one + two, most) for one in left for two in right} - {0})
        total = {value: self.new() for value in values}
        for one, first in left.items():
            for two, second in right.items():
                if one + two:
                    self.add(-first, -second, total[min(one + two, most)])
        for low, high in pairwise(values):
            self.add(-total[high], total[low])
        return total
