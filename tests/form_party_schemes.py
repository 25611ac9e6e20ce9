"""Forms of star ratings, model sites and funds: what an empty one is answered with."""

PAGE, SENTENCE, FILE = 422, 409, 200

SCHEME_FORMS: dict[str, int] = {
    "org:star_ratings:edit": PAGE,
    "org:star_ratings:leave": SENTENCE,
    "org:star_ratings:object": PAGE,
    "staff:star_ratings:add_criterion": PAGE,
    "staff:star_ratings:assess": PAGE,
    "staff:star_ratings:create": PAGE,
    "staff:star_ratings:dismiss": SENTENCE,
    "staff:star_ratings:edit": PAGE,
    "staff:star_ratings:exclude": SENTENCE,
    "staff:star_ratings:export": FILE,
    "staff:star_ratings:export_rounds": FILE,
    "staff:star_ratings:nominate": PAGE,
    "staff:star_ratings:results": PAGE,
    "staff:star_ratings:rethink": SENTENCE,
    "staff:star_ratings:send_back": SENTENCE,
    "staff:star_ratings:stop": SENTENCE,
    "staff:star_ratings:uphold": SENTENCE,
    "staff:star_ratings:withdraw": PAGE,
}
