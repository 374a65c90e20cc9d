/** The name all our cookies begin with. */
export const cookiePrefix = "pennyproof";
