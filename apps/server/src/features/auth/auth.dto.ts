import {
  AddRoleRequest,
  ApiKeySummary,
  ChangeRoleRequest,
  CreateApiKeyRequest,
  CreatedApiKey,
  CreateDepartmentRequest,
  CreateUserRequest,
  Department,
  Id,
  LoginRequest,
  Me,
  Role,
  SeeAsRequest,
  SwitchDepartmentRequest,
  UpdateDepartmentRequest,
  UpdateMeRequest,
  UserSummary,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class LoginDto extends createZodDto(LoginRequest) {}
export class MeDto extends createZodDto(Me) {}
export class UpdateMeDto extends createZodDto(UpdateMeRequest) {}
export class UserDto extends createZodDto(UserSummary) {}
export class CreateUserDto extends createZodDto(CreateUserRequest) {}
export class AddRoleDto extends createZodDto(AddRoleRequest) {}
export class ChangeRoleDto extends createZodDto(ChangeRoleRequest) {}
export class RoleParams extends createZodDto(z.object({ id: Id, roleId: Id })) {}
export class SeeAsDto extends createZodDto(SeeAsRequest) {}
export class SwitchDepartmentDto extends createZodDto(SwitchDepartmentRequest) {}
export class DepartmentDto extends createZodDto(Department) {}
export class CreateDepartmentDto extends createZodDto(CreateDepartmentRequest) {}
export class UpdateDepartmentDto extends createZodDto(UpdateDepartmentRequest) {}
export class ApiKeyDto extends createZodDto(ApiKeySummary) {}
export class CreateApiKeyDto extends createZodDto(CreateApiKeyRequest) {}
export class CreatedApiKeyDto extends createZodDto(CreatedApiKey) {}

const DemoAccounts = z.object({
  password: z.string(),
  accounts: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      roles: z.array(z.object({ role: Role, department: z.string().nullable() })),
    }),
  ),
});
export class DemoAccountsDto extends createZodDto(DemoAccounts) {}
