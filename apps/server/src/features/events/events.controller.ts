import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { EventIngest } from './event-ingest.js';
import { EventsRequestDto, EventsResponseDto, ProfilesRequestDto, ProfilesResponseDto } from './events.dto.js';
import { ProfileImport } from './profile-import.js';

@ApiTags('events')
@Controller('api/v1')
export class EventsController {
  constructor(
    private readonly ingest: EventIngest,
    private readonly profiles: ProfileImport,
  ) {}

  @Post('events')
  @Policy('ingest', 'Event')
  @Responds(EventsResponseDto, { status: 202, description: 'Committed; evaluated within a second.' })
  receive(@Body() { events }: EventsRequestDto): Promise<EventsResponseDto> {
    return this.ingest.ingest(events);
  }

  @Post('customers/profiles')
  @Policy('ingest', 'Customer')
  @Responds(ProfilesResponseDto)
  import(@Body() { profiles }: ProfilesRequestDto): Promise<ProfilesResponseDto> {
    return this.profiles.import(profiles);
  }
}
