import { Body, Controller, Get, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Me } from '@tagloom/contracts';
import type { CookieOptions, Request, Response } from 'express';
import { Actor } from '../../platform/access/actor.decorator.js';
import { SESSION_COOKIE, sessionTokenOf } from '../../platform/access/authenticated-request.js';
import { Public, SignedIn } from '../../platform/access/policy.decorator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Responds } from '../../platform/http/responds.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { DemoAccountsDto, LoginDto, MeDto, UpdateMeDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';
import { SESSION_DAYS } from './sessions.repository.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  @Post('login')
  @Public()
  @Responds(MeDto, { description: 'Signed in; the session is in a cookie.' })
  async login(
    @Body() body: LoginDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const { token, me } = await this.auth.login(body, request.ip ?? 'unknown');
    response.cookie(SESSION_COOKIE, token, { ...cookieOptions(request), maxAge: SESSION_DAYS * 24 * 3600 * 1000 });
    return me;
  }

  @Post('logout')
  @Public()
  @Responds(null, { status: 204 })
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionTokenOf(request);
    if (token) await this.auth.logout(token);
    response.clearCookie(SESSION_COOKIE, cookieOptions(request));
  }

  @Get('me')
  @SignedIn()
  @Responds(MeDto)
  me(@Actor() context: ActorContext): Promise<Me> {
    return this.auth.me(context);
  }

  @Patch('me')
  @SignedIn()
  @Responds(MeDto)
  updateMe(@Actor() context: ActorContext, @Body() body: UpdateMeDto): Promise<Me> {
    return this.auth.updateMe(context, body.locale);
  }

  @Get('demo-accounts')
  @Public()
  @Responds(DemoAccountsDto)
  demoAccounts(): DemoAccountsDto {
    if (!this.settings.demo) throw new DomainError('not_found', 'This is no demo.');
    return {
      password: DEMO_PASSWORD,
      accounts: DEMO_ACCOUNTS.map((account) => ({ ...account, roles: [...account.roles] })),
    };
  }
}

function cookieOptions(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' };
}
