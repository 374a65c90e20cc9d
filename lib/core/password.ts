/** Lengths of a password in characters. Nothing else is asked of one: length is what makes it hard to guess. */
export const passwordLengthMin = 12;
export const passwordLengthMax = 128;
