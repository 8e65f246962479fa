package io.edgeopt.datasets.make.movement;

/** The joints of a posed body in the world: x across, y up, z away, in metres. */
final class Skeleton {
    static final int PELVIS = 0;
    static final int CHEST = 1;
    static final int HEAD = 2;
    static final int HIP = 3;
    static final int KNEE = 5;
    static final int ANKLE = 7;
    static final int TOE = 9;
    static final int SHOULDER = 11;
    static final int ELBOW = 13;
    static final int HAND = 15;
    static final int NECK = 17;
    static final int BACK = 18;
    private static final int JOINTS = 19;

    private final double[][] joints = new double[JOINTS][3];

    private Skeleton() {}

    double[] joint(int which) {
        return joints[which];
    }

    static Skeleton of(Body body, Posed posed) {
        Skeleton skeleton = new Skeleton();
        skeleton.bend(body, posed.stance());
        skeleton.place(posed, body);
        return skeleton;
    }

    /** Forward, up and to the left of the pelvis. */
    private void bend(Body body, Stance stance) {
        double lean = stance.get(Stance.LEAN);
        double side = stance.get(Stance.SIDE);
        double upF = Math.sin(lean) * Math.cos(side);
        double upU = Math.cos(lean) * Math.cos(side);
        double upL = Math.sin(side);
        set(CHEST, body.trunk * upF, body.trunk * upU, body.trunk * upL);
        double nod = lean + stance.get(Stance.NOD);
        double neck = body.height * 0.05;
        set(NECK, joints[CHEST][0] + neck * upF, joints[CHEST][1] + neck * upU, joints[CHEST][2] + neck * upL);
        double up = body.head * 1.1;
        set(
                HEAD,
                joints[NECK][0] + up * Math.sin(nod),
                joints[NECK][1] + up * Math.cos(nod),
                joints[NECK][2] + up * upL);
        set(BACK, joints[CHEST][0] * 0.7 - 0.16 * upU, joints[CHEST][1] * 0.7 + 0.16 * upF, joints[CHEST][2] * 0.7);
        double twist = stance.get(Stance.TWIST);
        for (int i = 0; i < 2; i++) {
            int sign = i == 0 ? 1 : -1;
            set(HIP + i, -sign * body.hips * Math.sin(-twist * 0.4), 0, sign * body.hips);
            limb(
                    HIP + i,
                    KNEE + i,
                    ANKLE + i,
                    sign,
                    stance.get(Stance.THIGH + i),
                    stance.get(Stance.SPREAD + i),
                    -stance.get(Stance.KNEE + i),
                    body.thigh,
                    body.shank);
            double foot = stance.get(Stance.THIGH + i) - stance.get(Stance.KNEE + i);
            double length = body.height * 0.12;
            set(
                    TOE + i,
                    joints[ANKLE + i][0] + length * Math.cos(foot * 0.8),
                    joints[ANKLE + i][1] + length * Math.sin(foot * 0.8) - 0.02,
                    joints[ANKLE + i][2] + sign * 0.03);
            set(
                    SHOULDER + i,
                    joints[CHEST][0] - sign * body.shoulders * Math.sin(twist),
                    joints[CHEST][1] - sign * body.shoulders * upL * 0.5,
                    joints[CHEST][2] + sign * body.shoulders * Math.cos(twist));
            limb(
                    SHOULDER + i,
                    ELBOW + i,
                    HAND + i,
                    sign,
                    stance.get(Stance.ARM + i) + lean * 0.6,
                    stance.get(Stance.WING + i),
                    stance.get(Stance.ELBOW + i),
                    body.upperArm,
                    body.foreArm);
        }
    }

    private void limb(
            int from,
            int middle,
            int end,
            int sign,
            double swing,
            double spread,
            double bend,
            double upper,
            double lower) {
        double[] start = joints[from];
        set(
                middle,
                start[0] + upper * Math.sin(swing) * Math.cos(spread),
                start[1] - upper * Math.cos(swing) * Math.cos(spread),
                start[2] + sign * upper * Math.sin(spread));
        double swung = swing + bend;
        double closed = spread * 0.6;
        set(
                end,
                joints[middle][0] + lower * Math.sin(swung) * Math.cos(closed),
                joints[middle][1] - lower * Math.cos(swung) * Math.cos(closed),
                joints[middle][2] + sign * lower * Math.sin(closed));
    }

    private void set(int which, double forward, double up, double left) {
        joints[which][0] = forward;
        joints[which][1] = up;
        joints[which][2] = left;
    }

    /** Tips, turns and sets it on the ground with its lowest part. */
    private void place(Posed posed, Body body) {
        double cp = Math.cos(posed.pitch());
        double sp = Math.sin(posed.pitch());
        double cr = Math.cos(posed.roll());
        double sr = Math.sin(posed.roll());
        double ch = Math.cos(posed.heading());
        double sh = Math.sin(posed.heading());
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < JOINTS; i++) {
            double[] joint = joints[i];
            double forward = joint[0] * cp + joint[1] * sp;
            double up = -joint[0] * sp + joint[1] * cp;
            double left = joint[2] * cr + up * sr;
            up = up * cr - joint[2] * sr;
            joint[0] = posed.x() + forward * ch - left * sh;
            joint[1] = up;
            joint[2] = posed.z() + forward * sh + left * ch;
            double thickness =
                    i == PELVIS || i == CHEST || i == BACK ? 0.09 * body.girth : i == HEAD ? body.head : 0.04;
            lowest = Math.min(lowest, up - thickness);
        }
        for (double[] joint : joints) {
            joint[1] += posed.lift() - lowest;
        }
    }
}
