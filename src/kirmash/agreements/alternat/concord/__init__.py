"""Whether the languages of one text say the same: articles and paragraphs, dates, periods, amounts, numbers, names."""
