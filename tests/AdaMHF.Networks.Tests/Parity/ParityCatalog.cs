namespace AdaMHF.Networks.Tests;

/// <summary>Handling of each module of the fixtures. A module in neither list fails its test.</summary>
internal static class ParityCatalog
{
    /// <summary>Compared here.</summary>
    public static IReadOnlyDictionary<string, Action<ParityFixture>> Compared { get; } = new Dictionary<string, Action<ParityFixture>>
    {
        ["NystromAttention"] = NystromParity.Compare,
        ["moore_penrose_iter_pinv"] = PseudoInverseParity.Compare,
        ["TransLayer (LayerNorm + Nystrom attention + residual)"] = TransLayerParity.Compare,
        ["SNN_Block (Linear, ELU, AlphaDropout)"] = SnnBlockParity.Compare,
        ["LMF (low-rank fusion)"] = LowRankFusionParity.Compare,
        ["EPEG (AdaMHF as published: no identity term)"] = PositionalEncodingParity.Compare,
        ["AdaMHF SNNExpert"] = SnnExpertParity.Compare,
        ["Attn_Net_Gated"] = AttentionScorerParity.CompareGated,
        ["Attn_Net (tanh, no gate)"] = AttentionScorerParity.ComparePlain,
        ["MultiheadAttention (co-attention)"] = CoAttentionParity.Compare,
        ["TransformerEncoder (post-norm, ReLU, sequence first)"] = TransformerEncoderParity.Compare,
        ["PPEG"] = PyramidPositionalEncodingParity.Compare,
        ["CMTA Transformer_P"] = ClassTokenTransformerParity.CompareOnGrid,
        ["CMTA Transformer_G (also the trunk of SNNTrans)"] = ClassTokenTransformerParity.ComparePlain,
        ["BilinearFusion"] = GatedBilinearFusionParity.Compare,
        ["HFBSurv factorised bilinear pooling"] = FactorizedBilinearPoolingParity.Compare,
        ["nll_loss"] = LikelihoodParity.Compare,
        ["ce_loss"] = CrossEntropyParity.Compare,
        ["Cox partial likelihood"] = CoxParity.Compare,
        ["SNN"] = SnnParity.Compare,
        ["SNNTrans (composed of CMTA pieces)"] = SnnTransParity.Compare,
        ["MIL_Attention_FC_surv"] = AttnMilParity.Compare,
        ["training: MIL_Attention_FC_surv"] = AttnMilParity.CompareTraining,
        ["CLAM_SB"] = ClamParity.CompareSingle,
        ["CLAM_MB"] = ClamParity.CompareMultiple,
        ["TransMIL"] = TransMilParity.Compare,
        ["MIL_Cluster_FC_surv"] = DeepAttnMislParity.Compare,
        ["DTFD-MIL"] = DtfdMilParity.Compare,
        ["L1 alignment term (CMTA, AdaMHF)"] = AlignmentParity.Compare,
        ["MCAT_Surv"] = McatParity.Compare,
        ["training: MCAT_Surv"] = McatParity.CompareTraining,
        ["OT_Attn_assem (unbalanced Sinkhorn, squared-L2 cost)"] = TransportAttentionParity.Compare,
        ["MOTCAT_Surv"] = MotcatParity.Compare,
        ["PorpoiseMMF"] = PorpoiseParity.Compare,
        ["HFBSurv with the two slips corrected"] = HfbSurvParity.Compare,
        ["GPDBN"] = GpdbnParity.Compare,
        ["CMTA"] = CmtaParity.Compare,
        ["training: CMTA"] = CmtaParity.CompareTraining,
    };

    /// <summary>Not compared, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Skipped { get; } = new Dictionary<string, string>
    {
        ["AdaMHF ATSA as published (NOT the recommended reading)"] =
            "As published; the recommended reading keeps tokens as a sequence and trains scores and routers.",
        ["AdaMHF CNNExpert on a 4-D map (eval-mode batch norm)"] =
            "As published; the recommended reading uses depthwise-separable experts with layer norm, because an expert gets few samples.",
        ["AdaMHF PREEG as published, frozen MLP 32-48-32 (ReLU)"] =
            "As published; the recommended reading scales an expert's output by its gate probability, without which no gate is trained.",
        ["HFBSurv (as published, with its two slips)"] =
            "As published, with two slips; ours is the corrected form, which the file hfbsurv_corrected checks.",
        ["4-bin discretisation"] = "Tested elsewhere: AdaMHF.Survival.Tests.",
        ["concordance_index_censored (Harrell)"] = "Tested elsewhere: AdaMHF.Survival.Tests.",
        ["StandardScaler fitted on the training fold"] = "Tested elsewhere: AdaMHF.MLNet.Tests.",
    };
}
