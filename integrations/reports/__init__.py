"""Credit reports that come as files: tables of findings, JSON by a mapping, and the text of a PDF for a person to confirm."""
