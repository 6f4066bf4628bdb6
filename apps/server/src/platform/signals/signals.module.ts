import { Global, Module } from '@nestjs/common';
import { DatabaseSignals } from './database-signals.js';

/** Signals for everyone who asks for them; a process in which nobody does opens no connection. */
@Global()
@Module({ providers: [DatabaseSignals], exports: [DatabaseSignals] })
export class SignalsModule {}
