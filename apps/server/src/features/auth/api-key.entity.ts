import type { Role } from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('api_keys')
export class ApiKeyEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  /** Where it acts; null is the whole organisation. */
  @Column('bigint', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('bytea', { name: 'key_hash', select: false })
  keyHash: Buffer;

  /** The first characters of the key, so that people can tell keys apart. */
  @Column('text')
  prefix: string;

  @Column('text', { name: 'created_by' })
  createdBy: string;

  /** `kind:id` of who made it; null where only the name is known. */
  @Column('text', { name: 'created_by_id', nullable: true })
  createdById: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
