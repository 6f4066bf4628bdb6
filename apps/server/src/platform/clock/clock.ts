import { Injectable } from '@nestjs/common';

/** The only reader of the clock, so that tests can move time. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
