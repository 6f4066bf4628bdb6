import { Global, Module } from '@nestjs/common';
import { OutboundHttp, RESOLVER, systemResolver } from './outbound-http.js';

@Global()
@Module({ providers: [OutboundHttp, { provide: RESOLVER, useValue: systemResolver }], exports: [OutboundHttp] })
export class OutboundModule {}
