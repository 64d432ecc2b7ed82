"""Narrowing the slots of meetings before the formula is built: fixed meetings and precedences."""

from fairplan.meetings.problem import Problem, Task


def narrow(problem: Problem, starts: dict[str, list[int]]) -> None:
    """Remove slots that no plan can use, in place, until nothing changes.

    Sound only where the meetings that cause it are held in every plan.
    """
    tasks_of: dict[str, list[Task]] = {person.id: [] for person in problem.participants}
    for task in problem.tasks:
        for one in problem.people[task.id]:
            tasks_of[one].append(task)
    settled: set[str] = set()
    changed = True
    while changed:
        changed = _order(problem, starts)
        for task in problem.tasks:
            if task.id not in settled and problem.is_hard(task) and len(starts[task.id]) == 1:
                settled.add(task.id)
                changed |= _yield_to(problem, task, tasks_of, starts)


def _order(problem: Problem, starts: dict[str, list[int]]) -> bool:
    """Narrow by precedences between meetings that are both held in every plan."""
    changed = False
    for pair in problem.precedences:
        one, other = problem.task[pair.one], problem.task[pair.other]
        first, second = starts[one.id], starts[other.id]
        if not (first and second and problem.is_hard(one) and problem.is_hard(other)):
            continue
        starts[one.id] = [slot for slot in first if slot + one.length <= max(second)]
        starts[other.id] = [slot for slot in second if slot >= min(first) + one.length]
        changed |= len(first) > len(starts[one.id]) or len(second) > len(starts[other.id])
    return changed


def _yield_to(problem: Problem, fixed: Task, tasks_of: dict[str, list[Task]], starts: dict[str, list[int]]) -> bool:
    """Keep the others of its people away from a meeting that has one slot left."""
    changed = False
    slot = starts[fixed.id][0]
    for one in problem.people[fixed.id]:
        for task in tasks_of[one]:
            if task.id != fixed.id:
                kept = [t for t in starts[task.id] if t + task.length <= slot or t >= slot + fixed.length]
                changed |= len(kept) < len(starts[task.id])
                starts[task.id] = kept
    return changed
