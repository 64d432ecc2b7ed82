"""Reading a city's register of agreements as the city keeps it: its own headings, words and dates."""
