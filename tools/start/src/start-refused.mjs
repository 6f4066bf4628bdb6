/** What a person can put right, such as a wrong setting, a taken port or a failed build: shown as it is, without a stack. */
export class StartRefused extends Error {}
