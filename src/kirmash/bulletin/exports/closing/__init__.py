"""The closing report of a fair as a printed document."""
