import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box.js';
import { newSecret, signedHeaders } from './standard-webhook.js';

describe('the signature of a webhook', () => {
  it('is that of the example of Standard Webhooks', () => {
    const headers = signedHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    });
    expect(headers).toMatchObject({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is given once per secret while a rotation is under way', () => {
    const message = { id: 'a', at: new Date(0), body: '{}' };
    const [first, second] = [newSecret(), newSecret()];
    const both = signedHeaders([first, second], message)['webhook-signature'];
    expect(both.split(' ')).toEqual([
      signedHeaders([first], message)['webhook-signature'],
      signedHeaders([second], message)['webhook-signature'],
    ]);
  });
});

describe('a stored secret', () => {
  const box = new SecretBox('a secret of at least 32 characters');

  it('comes back with the same application secret alone', () => {
    const secret = newSecret();
    const sealed = box.seal(secret);
    expect(box.open(sealed)).toBe(secret);
    expect(sealed.toString('latin1')).not.toContain(secret);
    expect(new SecretBox('another secret of more than 32 chars').open(sealed)).toBeNull();
  });

  it('is never sealed to the same bytes twice, and not opened once a byte is changed', () => {
    const sealed = box.seal('whsec_x');
    expect(box.seal('whsec_x')).not.toEqual(sealed);
    for (const index of [0, 12, sealed.length - 1]) {
      const damaged = Buffer.from(sealed);
      damaged[index] ^= 1;
      expect(box.open(damaged)).toBeNull();
    }
    expect(box.open(Buffer.alloc(3))).toBeNull();
  });
});
