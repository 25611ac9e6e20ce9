"""审管衔接: what the approval bureau decided reaches civil affairs, the responsible department and the party organ."""
