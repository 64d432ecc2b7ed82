"""Meetings: requests and availability are solved into a timetable, which the rules check."""

from fairplan.meetings.plan import Meeting, Plan, Refusal
from fairplan.meetings.problem import Problem
from fairplan.meetings.rules import RULES, check
from fairplan.meetings.solve import solve

__all__ = ["RULES", "Meeting", "Plan", "Problem", "Refusal", "check", "solve"]
