"""Tables in and out: `reading.read_table` refuses hostile files, `writing.write_xlsx` never emits a formula."""
