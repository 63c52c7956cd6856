/** Refusals that are about one field, by their code. */
export const FIELD_OF = {
  password_wrong: 'currentPassword',
  second_factor_wrong: 'secondFactorCode',
};
