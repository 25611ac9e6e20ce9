"""共建协议: what a party unit and a partner outside promised each other, what was done, and when it runs out."""
