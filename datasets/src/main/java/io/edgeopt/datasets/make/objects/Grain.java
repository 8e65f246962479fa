package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Noise;

/** How the colour of a material varies over its surface; each answers a factor round 1. */
enum Grain {
    PLAIN {
        @Override
        float at(Noise noise, float u, float v) {
            return 1 + 0.05f * noise.at(6 * u, 6 * v);
        }
    },
    BRUSHED {
        @Override
        float at(Noise noise, float u, float v) {
            return 1 + 0.16f * noise.at(5 * u, 90 * v) + 0.1f * noise.at(3 * u, 3 * v);
        }
    },
    LEATHER {
        @Override
        float at(Noise noise, float u, float v) {
            float cell = Math.abs(noise.at(34 * u, 34 * v)) + 0.5f * Math.abs(noise.at(71 * u, 71 * v));
            return 0.82f + 0.4f * cell + 0.14f * noise.at(4 * u, 4 * v);
        }
    },
    WOOD {
        @Override
        float at(Noise noise, float u, float v) {
            float bend = noise.at(1.3f * u, 4 * v);
            float ring = noise.at(1.5f * u, 30 * v + 7 * bend);
            return 1 + 0.28f * ring + 0.12f * noise.at(9 * u, 120 * v) + 0.12f * bend;
        }
    },
    CLOTH {
        @Override
        float at(Noise noise, float u, float v) {
            float weave = (((int) Math.floor(60 * u) + (int) Math.floor(60 * v)) & 1) == 0 ? 0.05f : -0.05f;
            return 1 + weave + 0.1f * noise.at(50 * u, 50 * v) + 0.16f * noise.at(3.5f * u, 3.5f * v);
        }
    },
    KNIT {
        @Override
        float at(Noise noise, float u, float v) {
            float rib = (float) Math.sin(75 * u);
            float loop = (float) Math.sin(60 * v + (rib > 0 ? 1.6f : 0));
            return 0.9f + 0.16f * rib + 0.1f * loop + 0.08f * noise.at(20 * u, 20 * v);
        }
    },
    STRAW {
        @Override
        float at(Noise noise, float u, float v) {
            float weave = (float) (Math.sin(70 * u) * Math.sin(70 * v));
            return 0.95f + 0.2f * weave + 0.15f * noise.at(25 * u, 25 * v);
        }
    },
    CAMOUFLAGE {
        @Override
        float at(Noise noise, float u, float v) {
            float patch = noise.fractal(5 * u, 5 * v, 2, 0.5f);
            return patch > 0.25f ? 1.7f : patch > -0.15f ? 1 : 0.45f;
        }
    },
    BARK {
        @Override
        float at(Noise noise, float u, float v) {
            return 0.9f + 0.45f * noise.fractal(7 * u, 26 * v, 3, 0.6f);
        }
    },
    WORN {
        @Override
        float at(Noise noise, float u, float v) {
            float patch = noise.fractal(4 * u, 4 * v, 3, 0.6f);
            float scratch = Math.abs(noise.at(40 * u + 8 * v, 4 * v - 3 * u));
            return 1 + 0.25f * patch + (scratch < 0.03f ? 0.5f : 0);
        }
    };

    abstract float at(Noise noise, float u, float v);
}
