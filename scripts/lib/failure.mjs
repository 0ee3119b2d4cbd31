/** What a user can mend: one line with the cause and the remedy. */
export class Failure extends Error {}
