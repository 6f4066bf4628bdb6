export const en = {
  hidden: '(hidden)',
  refused: (name: string, value: string, expected: string) => `${name}=${value}: ${expected}`,
  port: 'expected a whole number from 1 to 65535',
  postgres: 'expected an address that starts with postgres:// or postgresql://',
  redis: 'expected an address that starts with redis:// or rediss://',
  secret: 'expected at least 32 characters',
  adminKey: 'expected at least 24 characters',
  onOrOff: 'expected on or off',
  timeZone: 'expected a time zone such as Asia/Shanghai',
};
