package io.edgeopt.camera.alert;

import io.edgeopt.core.data.Box;
import java.util.Optional;

/** Why a rule came true: how sure a model is, and of what place, if it says. */
record Evidence(double score, Optional<Box> box) {}
