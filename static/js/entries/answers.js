// Who has answered what: seats and their answers. Must not know the question.

/**
 * @template Answer
 * @param {Readonly<Record<string, Answer>>} answers
 * @param {string} seat
 * @param {Answer | null} answer  null takes it back
 * @returns {Readonly<Record<string, Answer>>} the same when it has been given already
 */
export function answered(answers, seat, answer) {
  if ((answers[seat] ?? null) === answer) return answers;
  const others = Object.entries(answers).filter(([other]) => other !== seat);
  return Object.fromEntries(answer === null ? others : [...others, [seat, answer]]);
}
