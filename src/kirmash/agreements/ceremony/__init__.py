"""A signature as a ceremony: who sits where, who says what, what lies on the table, who needs whom, and when.

Everything here is plain: it is given a scene, reads no database, no clock and no language of the moment.
"""
