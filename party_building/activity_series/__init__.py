"""主题活动: themed series of a party organ, what belonged to them, and who took part. 场, 家 and 人次 stay apart."""
