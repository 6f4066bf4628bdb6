import type {
  LocalizedText,
  TagCategory,
  TagExamples,
  TagKind,
  TagScopeKind,
  TagSensitivity,
} from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('tags')
export class TagEntity {
  @PrimaryGeneratedColumn({ type: 'int' })
  id: number;

  @Column('text', { unique: true })
  key: string;

  @Column('jsonb')
  name: LocalizedText;

  @Column('text')
  meaning: string;

  @Column('text')
  kind: TagKind;

  @Column('text', { array: true })
  values: string[];

  @Column('text')
  category: TagCategory;

  @Column('int', { name: 'group_id', nullable: true })
  groupId: number | null;

  @Column('int')
  position: number;

  @Column('text')
  scope: TagScopeKind;

  @Column('bigint', { name: 'owner_department_id', nullable: true })
  ownerDepartmentId: string | null;

  @Column('bigint', { name: 'owner_user_id', nullable: true })
  ownerUserId: string | null;

  @Column('text', { select: false })
  search: string;

  @Column('text')
  purpose: string;

  @Column('jsonb')
  examples: TagExamples;

  @Column('text')
  sensitivity: TagSensitivity;

  @Column('int', { name: 'validity_days', nullable: true })
  validityDays: number | null;

  /** YYYY-MM-DD */
  @Column('date', { name: 'review_at', nullable: true })
  reviewAt: string | null;

  @Column('bigint', { name: 'steward_id', nullable: true })
  stewardId: string | null;

  @Column('int', { default: 1 })
  revision: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
