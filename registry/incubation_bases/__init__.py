"""社会组织孵化基地: where filed groups and young organizations are given room and advice, and which ones were."""
