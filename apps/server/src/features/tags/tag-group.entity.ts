import type { LocalizedText, TagCategory } from '@tagloom/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('tag_groups')
export class TagGroupEntity {
  @PrimaryGeneratedColumn({ type: 'int' })
  id: number;

  @Column('text', { unique: true })
  key: string;

  @Column('jsonb')
  name: LocalizedText;

  @Column('text')
  category: TagCategory;

  @Column('boolean')
  exclusive: boolean;

  @Column('int', { name: 'parent_id', nullable: true })
  parentId: number | null;

  @Column('bigint', { name: 'owner_department_id', nullable: true })
  ownerDepartmentId: string | null;

  @Column('int', { default: 1 })
  revision: number;
}
