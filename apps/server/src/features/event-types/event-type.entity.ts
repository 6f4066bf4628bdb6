import type { EventProperty, LocalizedText } from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('event_types')
export class EventTypeEntity {
  @PrimaryGeneratedColumn({ type: 'int' })
  id: number;

  @Column('text', { unique: true })
  name: string;

  @Column('jsonb')
  label: LocalizedText;

  @Column('jsonb')
  properties: EventProperty[];

  /** Made from the first events, and not yet edited by a person. */
  @Column('boolean')
  learned: boolean;
}
