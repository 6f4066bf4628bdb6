import type { Locale } from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person. What they may do is in their roles, one for each of their departments. */
@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash: string;

  @Column('text')
  locale: Locale;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
