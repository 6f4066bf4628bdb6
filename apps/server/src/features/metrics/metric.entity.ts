import type { Metric, MetricDefinition } from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('metrics')
export class MetricEntity {
  @PrimaryGeneratedColumn({ type: 'int' })
  id: number;

  @Column('text', { unique: true })
  key: string;

  @Column('jsonb')
  definition: MetricDefinition;

  @Column('text')
  status: Metric['status'];

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
