import { virtualEnvironment } from '../virtual-environment.js';

const requirements = ['training/requirements.txt', 'training/requirements-tune.txt'];

/**
 * A Python with the packages that training and tuning pin, in a virtual environment that is kept between runs; its
 * packages are some 3 GB to fetch the first time. BIONOTE_TRAINING_PYTHON names another.
 */
export async function trainingPython(): Promise<string> {
  const named = process.env['BIONOTE_TRAINING_PYTHON'];
  if (named) return named;
  return virtualEnvironment('training', requirements);
}

/**
 * The same for the training of the encoder, which pins another `transformers` and shares the rest. BIONOTE_ENCODER_PYTHON
 * names another.
 */
export async function encoderPython(): Promise<string> {
  const named = process.env['BIONOTE_ENCODER_PYTHON'];
  if (named) return named;
  const pins = [...requirements, 'training/requirements-encoder.txt'];
  return virtualEnvironment('encoder', pins, [], await trainingPython());
}
