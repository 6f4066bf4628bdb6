/** The program cannot start, and `message` says in complete lines what a person can do about it. */
export class StartError extends Error {}
