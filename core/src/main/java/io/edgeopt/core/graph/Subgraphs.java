package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Graphs inside nodes ({@code If}, {@code Loop}, {@code Scan}): left as they are, but understood as users of tensors. */
final class Subgraphs {
    private Subgraphs() {}

    static List<GraphProto> of(NodeProto node) {
        List<GraphProto> graphs = new ArrayList<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                graphs.add(attribute.getG());
            }
            graphs.addAll(attribute.getGraphsList());
        }
        return graphs;
    }

    /** Names that {@code graph} reads without defining them. */
    static Set<String> captured(GraphProto graph) {
        Set<String> defined = definedIn(graph);
        Set<String> captured = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            captured.addAll(node.getInputList());
            for (GraphProto inner : of(node)) {
                captured.addAll(captured(inner));
            }
        }
        graph.getOutputList().forEach(output -> captured.add(output.getName()));
        captured.remove("");
        captured.removeAll(defined);
        return captured;
    }

    /** Every name that a graph inside {@code node}, however deep, gives or reads. */
    static Set<String> allNames(NodeProto node) {
        Set<String> names = new HashSet<>();
        for (GraphProto graph : of(node)) {
            names.addAll(definedIn(graph));
            names.addAll(captured(graph));
            graph.getNodeList().forEach(inner -> names.addAll(allNames(inner)));
        }
        return names;
    }

    /** Every name that a graph inside {@code node}, however deep, defines. */
    static Set<String> definedWithin(NodeProto node) {
        Set<String> names = new HashSet<>();
        for (GraphProto graph : of(node)) {
            names.addAll(definedIn(graph));
            graph.getNodeList().forEach(inner -> names.addAll(definedWithin(inner)));
        }
        return names;
    }

    private static Set<String> definedIn(GraphProto graph) {
        Set<String> defined = new HashSet<>();
        for (ValueInfoProto input : graph.getInputList()) {
            defined.add(input.getName());
        }
        for (TensorProto initializer : graph.getInitializerList()) {
            defined.add(initializer.getName());
        }
        for (SparseTensorProto initializer : graph.getSparseInitializerList()) {
            defined.add(initializer.getValues().getName());
        }
        for (NodeProto node : graph.getNodeList()) {
            defined.addAll(node.getOutputList());
        }
        return defined;
    }

    /** Makes the graphs inside {@code node} read {@code to} where they read the outer tensor {@code from}. */
    static void redirect(NodeProto.Builder node, String from, String to) {
        for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                redirect(attribute.getGBuilder(), from, to);
            }
            attribute.getGraphsBuilderList().forEach(graph -> redirect(graph, from, to));
        }
    }

    private static void redirect(GraphProto.Builder graph, String from, String to) {
        if (definedIn(graph.build()).contains(from)) {
            return;
        }
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(from)) {
                    node.setInput(i, to);
                }
            }
            redirect(node, from, to);
        }
        for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
            if (output.getName().equals(from)) {
                output.setName(to);
            }
        }
    }
}
