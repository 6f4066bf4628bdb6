import { EventsRequest, EventsResponse, ProfilesRequest, ProfilesResponse } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';

export class EventsRequestDto extends createZodDto(EventsRequest) {}
export class EventsResponseDto extends createZodDto(EventsResponse) {}
export class ProfilesRequestDto extends createZodDto(ProfilesRequest) {}
export class ProfilesResponseDto extends createZodDto(ProfilesResponse) {}
