// Where our server answers the story otherwise than the reference: the number in docs/deviations.md, the fact, both values.
export const OF_OUR_SERVER = [
  { number: 18, fact: "change email: the same ›.error.code", reference: undefined, here: "EMAIL_IS_THE_SAME" },
  { number: 19, fact: "update user: nothing ›.error.status", reference: 404, here: 405 },
  { number: 19, fact: "update user: nothing ›.error.statusText", reference: "Not Found", here: "Method Not Allowed" },
];
