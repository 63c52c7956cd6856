import type { Words } from '../en/index.ts';

export const personalKey: Words['personalKey'] = {
  title: 'Persönlicher Schlüssel',
  isOff: 'Ein Schalter für einen Schlüssel, der alles darf, was Sie dürfen.',
  isOn: 'Ein: Ein Schlüssel von Ihnen darf alles, was Sie dürfen. Aus wird er widerrufen.',
  turned: (on) => `Der persönliche Schlüssel ist ${on ? 'ein' : 'aus'}`,
  turnOffQuestion: 'Persönlichen Schlüssel ausschalten?',
  turnOffAbout:
    'Der Schlüssel wird widerrufen: Was ihn benutzt, hört sofort auf zu funktionieren. Das lässt sich nicht rückgängig machen. Wieder eingeschaltet ist es ein neuer Schlüssel.',
  turnOff: 'Ausschalten',
};
