import { StorageDescriptor, PlainDescriptor, TxDescriptor, RuntimeDescriptor, Enum, ApisFromDef, QueryFromPalletsDef, TxFromPalletsDef, EventsFromPalletsDef, ErrorsFromPalletsDef, ConstFromPalletsDef, ViewFnsFromPalletsDef, SS58String, SizedHex, FixedSizeArray } from "polkadot-api";
import type { I5sesotjlssv2d, Iffmde3ekjedi9, I4mddgoa69c0a2, I31odun59b5pcq, I95g6i7ilua7lq, Ieniouoqkq4icf, Phase, Ibgl04rn6nbfm6, I4q39t5hn830vp, I1eco35irabegu, I1q8tnt1cluu5j, I8ds64oj6581v0, Ia7pdug7cdsg8g, Ibag5uf5t4h66r, I88srdm17ahab6, Iflgeifg0r4ts9, I9p9lq3rej5bhc, I3qklfjubrljqh, Iag3f1hum3p4c8, I7svnfko10tq2e, I4s6jkha20aoh0, I2brm5b9jij1st, I78s05f59eoi8b, I35l6p7kq19mr0, I88hvj6pp8etoj, I95l2k9b1re95f, Iapa5n07lmhjed, I4fasf1ii07qm, I6apaj1hf08h4j, Iupr61disiq0c, I18o6usi6oa36q, I8ic4307am1g42, I8rmcn14m29ih3, Ikjpbtmstl9nm, I9cvmtvu629c2a, Iaen0flb2jmkjo, Ibtp6bsucj1rpe, I33ihlfib0pjpd, I8uo3fpd3bcc6f, Ie5h5kpun6d3pv, Icclv4mbbm8qts, I6cs1itejju2vv, I3sean4dbblfft, I6namn7n20l017, Icc4bgdd2pd9be, I3oksvq5uc0ghr, I4sto6ktkdaja7, If4tebqh6fc66t, I20219bpv5an0d, I6391n7720a42k, I4a22bvo4eu1p1, Icofgvo58th1v3, If80upbokk0kob, Iduvb0t0aao4u6, Ia21041g3srkm1, I7ooluljod5bt9, I23nkqspsqamrt, Ie5uv7j174d1br, I13vdoi9j6f7ns, Ido66bnpfbln9j, I7rv4oa5ftgast, I9fadiril0ium8, I79jchid94d685, I87na2g58phpcs, Idr7drejvjvs3d, I57efqcc5pi4qp, I3omkpi1kr1lvr, I19kigngu4cehf, I5jut27ph4f4pc, I8s2071d9i7bpn, I3mf6rv356s7a7, I7e792uko0n839, Ia5dp2ce7ittd2, I6egn1dh48lidb, I46jc8eabrjesp, Iekkc8mn94258g, I6eklm0a73jums, Idou5e6r1bple5, Iclld7et4v5ulo, I96b99l0mbt44i, I200n1ov5tbcvr, Ia184d0ikibp28, Ifc6mp187f93ft, I6tdcfmv18m8gr, I8l8vve2t0e4ae, I1ie11l092135c, I1rhnuthdmcb3t, I72tp9io96ft0i, Ifdmdt8g55okrb, I9djef77nst3u3, Ieeuq0rfv2v9gl, I67hetv5c6hnmb, Ibsk3gl5ilq3ng, Iepm5n03n8roqt, In7a38730s6qs, Ibtil0ss5munbk, I9s0ave7t0vnrk, I4fo08joqmcqnm, Iafqnechp3omqg, I8ofcg5rbj0g2c, I4adgbll7gku4i, I6pjjpfvhvcfru, I9pj91mj79qekl, I39uah9nss64h9, Ik64dknsq7k08, Ib51vk42m1po4n, Idcr6u6361oad9, I4ktuaksf5i1gk, I9bqtpv2ii35mp, I9j7pagd6d4bda, I2h9pmio37r7fb, Ibmr18suc9ikh9, I9iq22t0burs89, I5u8olqbbvfnvf, I5utcetro501ir, Ift8eqcclh2cdi, Iacb8d93vbq1m1, I8sr3tpo6704fg, Ifk4i20i1o7tpb, Ic8u9bbtkpqvs5, I3iavbauot3kll, Ibn0vrsq7gakds, I4d962nrakv0mk, Ibvak6oed2g1d6, I2eb501t8s6hsq, Ianmuoljk2sk1u, I3660bqv0afsq, Ic357tcepuvo5c, I2rnoam876ruhj, Ic5b47dj4coa3r, Ib3qnc19gu633c, Ifira6u9hi7cu1, I72tqocvdoqfff, I2i27f3sfmvc05, I1nlrtd1epki2d, I3abtumcmempjs, Id81m8flopt8ha, I8hff7chabggkd, I49i39mtj1ivbs, Ifkr2kcak2vto1, I1ju6r8q0cs9jt, I4kpeq6j7cd5bu, I5na1ka76k6811, I59mhdb9omdqfa, I9vl5kpk0fpakt, I717jt61hu19b4, I7f7v8192r1lmq, Idjrs24gh0qv5l, Ie0cu4ulmqepgb, I7n4fn7n7q9643, I51rnbjgaj0tka, Id7pt79359o08, Ieq8iesb343hrp, I5m918qm6qrngg, I2klovji1el1nu, I35o0ma8pjg355, I30vvladphck0c, Icmtdm6ihs859m, I93b73p0pvi9q6, I488o0jk6j2kuj, I2een4981854in, I39mju70vrks5c, I6vftsis7ejrpf, Ider8v18rlm6mi, I3vleicq9gq6t0, Ifu5ps2iaaa34b, Iedgbkcksfju1m, I4hi9dkvj0pb79, Idu3u4qcgbitev, Ife5j9380e2ukg, I7grlrcdqouapq, I7dbrh24aahvo2, Iet36bknn19p7p, I8c74qdmdt2iq9, Ieb1kqo31k6vmi, I3qucb2g55done, I3dq3bdiuu385t, I8gn7oadsqglt6, I65omdgc1521ia, Ifo16j2oedni2n, I3ep31ud4s624m, Ialbn4mfr98be3, Iaj4fnfbp5cpbc, Idcn1nssr45dcl, Ibmifqrssunvco, I4ge19krbn57kh, Ifp8qr3gvr0662, I7rsk22bdkn03d, I79v3ccvn92ubc, Iajt5bm8idpabb, I5f3s0k6u2m0of, Ierhs97be30097, I8v8h2h09ve4c5, I1a6rkbcjk0g30, Id9bsfdaia0n4f, Icr8q6acu5bgt7, Ic9m1ksnt7ttii, I8gsbn6t2mvgan, Idkun289nkn7mh, I5c2pkk7sa4umb, I2084d78i92r04, I3319i2v71ed86, Idmiatu0rl21ep, I805fsro9fdbjf, I5t6389fna9aml, Ifbkimb7oi5qc, I32fthg5p2eqr9, I6m0eua0ciidne, If8uh541uuj2rc, Islut7ctfjluq, Iaoh083d8uoecd, If7d4usrhd3p8a, I3iga09kma8ur6, I1uqf2jboi02kb, I3bb4gmnc83qj2, Ie3uvp75jk58k3, Ife0svfvnaf1vi, I80aag5hhkpuqt, Ielktdvvoie7fo, Ifno9c7b4u4i71, Ifnnu2odod0ppd, I76etii5jbftla, I8fid2jouagsqc, I1gra7ua0d3v4t, Ibe3bndp2i5rlb, I12l4mc26pdpen, Ien1oaoveaqlec, Ibjjpehc7koebn, I9rm1dpj0scr8t, I7anhbgjnrb634, I4at8gjfplm1hh, I90kej6sub10ud, Ick47b4f6di3pu, Idohtn98k1ho98, Ifeve3f737tpgp, Idu04s2rf9vf4a, Iept8430uhp97, Icq752ob8fkr8a, I2pgd1eqt040ae, I6vp1grhcahqo0, Iddlgtfb318gvm, I28g37rh93h5k0, I8fuesvmb2juku, I8kgvun1b9np8o, Ibhdjq0mfnhrm1, Iep12aboksmhm0, I5qidcu8ssbejb, I3aroeg5bod07t, Iefdi2g28j4hhq, Idlth137m9h7h0, I4mrtpegk25o0i, I3ild6lq2bdj74, I46p9lb0aaqih, I8458sv1cetsmt, I70t3kachf5n9g, I7kdg6eq9iiqui, Ia3mpdlvl1sb5, I3jge2kgp70od8, Ickj2td7tsqg3d, I9sfeq2o5lb0pv, I5uq4eo3kdogr2, I9d5h5irbki7mm, I3h2ovkp01a3la, I4ov6e94l79mbg, I2md1e899tamue, I5h9optl6a77i9, I97smafc6qmhe3, Iclfu3ri916lra, Id50a4l2sqd9e4, I4cbvqmqadhrea, I3u7f8lnkn0egp, Ievehecdlnqm5p, Ia82mnkmeo2rhc, I6hk88mp7guvik, I1jm8m1rh9e20v, Icbccs0ug47ilf, I855j4i3kr8ko1, I3f6hrkbukiv4m, Icv68aq8841478, Ic262ibdoec56a, Iflcfm9b6nlmdd, Ijrsf4mnp3eka, Id5fm4p8lj5qgi, I8tjvj9uq4b7hi, I3qt1hgg4djhgb, I4fooe9dun9o0t, I5ctsb1uniptsr, I6uqpdm0dmbafk, Ifd9l4f2morvh8, Iph9c4rn81ub2, I50cc73b4encpp, I1np5n6pb6a18r, I8lhcj912kdu1j, I7r6eisd4pksn7, I99pjaiutsmnet, Idn2g3vjgsolfl, I2ur0oeqg495j8, I3qrsut66n1gt, I1bhd210c3phjj, I88ff3u4dpivk, I33cp947glv1ks, Ic9om1gmmqu7rq, I5hfov2b68ppb6, Ibthhb2m9vneds, Iaitn5bqfacj7k, If4ebvclj2ugvi, Ia5le7udkgbaq9, Ieduc1e6frq8rb, I9h6gbtabovtm4, Ifnsa0dkkpf465, I65dtqr2egjbc3, Ibqj3vg5s5lk0c, I6l73u513p8rna, Iefqmt2htu1dlu, If8bgtgqrchjtu, Idusmq77988cmt, Ifhs6ggbuiec5i, Id2vo4qi5agnp0, I4k36sporupucd, Ifcj8518l0frjp, I597db7qvf1bp9, I41ohuv2gpotot, I23e1p191q4ead, Id4fm0lqc3qnhn, Id70o0ohcb2e2a, Ideb24i05pkv4f, If8qfa20ofo5hi, I82ed5b7ai18bc, Ic6id9531a3qba, I9l8galdm69rhf, I5fl1m27m241tk, Ic6f4f2j2l8mi7, Icpbg1qisc21u5, Ifjd360r0sfo03, Idgmm4svpan5kj, Id5h3e5sblk3tq, I7fmi78qhl267d, I2b39s0tdaombt, I9dao5rskjnij, I37a1jghf4v6om, If6a974hm2ujtq, I4eo362791m4kg, I2ql0ok5kuc1ga, Ibnh8dq9obvlnd, Iac94j8bcmgn8i, I3q2494l9fim5p, I204p7kpdr0142, Id8hvk00mg9747, Iftsp1mcame8n1, Idq50vsslr8j9h, I9j9m8llgjpuup, I2vq17mr24ksdm, Iccoqjt5205njh, Ido0qv40mbcjcn, Idq61sugn65s1b, I15p9qqtrficmu, I2mv1luijjiaq0, Ibehqpgik9eup9, I9lap6m23ksten, Icages43kc31g3, Ie1rb2mav7qm8b, I794igdd2iie50, I7omn64aj5ch8b, I5he57lk4neiep, I6nhv6gqs4dsjf, I7de4rs7fatkp9, I6vsd31b0tf4ei, I2t2m548nna3n5, Iaam7bftqqoijs, I6194psm4t8kat, I4ah5l9v2eefaf, I6abb033mun1f, I7a58om31hnp1k, I33mm8dpg50o4u, I5aa3voauc7h6o, Ido01uvetvdv7v, Ieqj356knrt3sf, Idvs94gi921sca, Id8ri3t6ofc7ud, I65pmvc1nm4a2e, I3trr0rdtnqjmd, Icasu896sn45k, Iaqddgs9tfs3l6, Ichk79gbjol99o, Ie833o2uc9odj0, Itrkohlfgck5q, Icpbhffaki7813, I39ffrce1fprd9, I29o956gp1mn9, I8gdbo82f67hpv, Ieq23bldd84k2e, Ilig23deos62c, Ia7sol4difrerj, I2gqe1j0cclirs, Idbuadgl1lbi8f, Icbo40ttp4rgim, Ie2qo317nkoguf, Ie89lf9gvd3ahm, I337q5igovv2af, I92fbbdicdaqg5, I5c0cc47205116, I64s19u2ollkcj, I81lnckarbtmk0, I1fq0f7hpa6h5q, Ic3imovr8ck835, Idcek4rrv2cndi, Ibcbm9qcj48dfm, Ibrp36n55as934, I1s3jkeo5cppk8, Ic7j7tl2oqnmut, I52khsrm0sjmf3, Ie8toace8qf446, I5mmivqv987jan, I493td49lauti1, I6ad12kc4ecqku, Iefhe45qbq97a2, Ie86thg2cq17mm, Icp9nbgch2jdni, I57mc61r4cfiq6, I8do4gjv0taoq3, I40q7o4n0g9r3a, I6bq1vs6jch7qh, Icedsn47m288di, Idafim4ar3f09c, I7bdg6qehq43ni, Idnhpr3j7cijck, Ibas2t2gk3egp1, I797quj3a6fpio, I3vq8m5oaobtc8, Ib4bmehefl67iv, Ialudb8scan0hk, If5o702gt1sebp, I6lbgjpl8lbh34, I2n56vbauisvql, I17ssl8qlc5qt5, If26k5hqvlv0qd, Ia0m14rfg1p60q, I9ht3m8g3pukpa, I3p1u8h6vmt199, I170mm9ir8pstr, I580c4popdpmo, Idvs1j6tnf3u82, I7criuq21ddlp, I5dmtmnv1n3ggj, If2h60alajftfe, I49h59m7ebhp0q, I1elj5rcrhf75h, I8tq9niuops37q, Idbftav6orsdb2, I716dvkgvusi1b, I9417t6di6r7j2, I2hb9vfcmoktsk, Icv3ihc6o9jtph, Icev5hoa8d6u9r, Icfecrb89kfiq4, Id602uhqa4dv52, I34njgq4kp3t86, I624r2pbik2ufd, I5e93rs9tmljfo, I8kl6jcrh8ttt7, Ibfavgop4bv1l3, I34r0vtks65j5g, Iat1gb9pvpe4iu, I1dg2tvbbrs4ef, I4d6kj52m42kak, Ia9k3oe0fpqttp, I1i5ml9bn7qngr, I6fib38a4fmt73, I7itavriv0npc7, Ic5dagof9pfvag, Iltro5nifbg26, Ierr7qt7a7mkdr, Ibh6anutrh0220, Iflvfde1u0hhsd, I1tjdg99grrf5p, I6052turo9tavh, I35p85j063s0il, Iemk0s5gdc9ruv, I36villvfod988, Iaiakcnde413r6, Iaufecq1dnnn2n, I6ub402tlmidd4, Iq8k60kimtjg8, I60daha0se02l1, I9puehsks12p4e, Ibtb4793gfmork, I4ermfdjc9nq67, Ifp3pb9cjkomd3, I4s6vifaf8k998, Ic5m5lp1oioo8r, Ie6uqetuhgqt0u, I69o7jl645fc46, I8osi899gkuca8, Icioj4ooh6sgub, I5j8m8bk9iaiqo, I754m6jhv8mrsv, Icb0n124bkt18a, Ihfphjolmsqq1, Itpcrnhc983mp, I4arjljr6dpflb, I1b2c9h36gfo6f, I9qdocaf87cpg, I6mqh5h92hs12m, Idj66v1k786bk1, Iban6gcqrrhmec, I14btb5lslo9it, Iapc25mhoums1f, I4h5lr6mh6pcbo, Ieg2ilbav7fnjl, I199ufmbpohul4, I9cpm6k6j4d96c, I7m76jf1lm242l, I89mdd5rqu29t6, I35862edsrjm1a, Iaqvk2ekhcppld, Iabpgqcjikia83, Iddmia4d3h7aur, Icn72uhasplgj8, Iceus3hch80ofq, Ivnprkgfs15jh, I23msqrjmqoisi, I6c02mgr30kk3, I1knmas2ni5aha, Ifji7hmkjoq8v2, I56tte2ts2a9bt, Ij2dmofo5vpbb, I1977t8v2g6ctl, I6fd6p8n501p0v, I5j6lroculougc, I1feoh1q6qoh3h, I2qmrkkm9sa6ig, I6mnmbus3q10k8, Ibobbdne8fdhk3, Igvihvk6btadk, Ie9rtg10s8e488, I7cv3ldsnmapqe, I2jfjmv5pjqr8v, Ibb0piusddnapn, I85j4uekpen5o0, Ifguegcvn1kcc0, Ianf93tpchf9v0, I8skdbo5diu6ha, I20goeje8a6tm4, I8vn4qo9dvj6ps, Icpasnck0ga36a } from "./common-types.js";
type AnonymousEnum<T extends {}> = T & {
    __anonymous: true;
};
type MyTuple<T> = [T, ...T[]];
type SeparateUndefined<T> = undefined extends T ? undefined | Exclude<T, undefined> : T;
type Anonymize<T> = SeparateUndefined<T extends string | number | bigint | boolean | void | undefined | null | symbol | Uint8Array | Enum<any> ? T : T extends AnonymousEnum<infer V> ? Enum<V> : T extends MyTuple<any> ? {
    [K in keyof T]: T[K];
} : T extends [] ? [] : T extends FixedSizeArray<infer L, infer T> ? number extends L ? Array<T> : FixedSizeArray<L, T> : {
    [K in keyof T & string]: T[K];
}>;
type IStorage = {
    System: {
        /**
         * The full account information for a particular account ID.
         */
        Account: StorageDescriptor<[Key: SS58String], Anonymize<I5sesotjlssv2d>, false, never>;
        /**
         * Total extrinsics count for the current block.
         */
        ExtrinsicCount: StorageDescriptor<[], number, true, never>;
        /**
         * Whether all inherents have been applied.
         */
        InherentsApplied: StorageDescriptor<[], boolean, false, never>;
        /**
         * The current weight for the block.
         */
        BlockWeight: StorageDescriptor<[], Anonymize<Iffmde3ekjedi9>, false, never>;
        /**
         * Total size (in bytes) of the current block.
         *
         * Tracks the size of the header and all extrinsics.
         */
        BlockSize: StorageDescriptor<[], number, true, never>;
        /**
         * Map of block numbers to block hashes.
         */
        BlockHash: StorageDescriptor<[Key: number], SizedHex<32>, false, never>;
        /**
         * Extrinsics data for the current block (maps an extrinsic's index to its data).
         */
        ExtrinsicData: StorageDescriptor<[Key: number], Uint8Array, false, never>;
        /**
         * The current block number being processed. Set by `execute_block`.
         */
        Number: StorageDescriptor<[], number, false, never>;
        /**
         * Hash of the previous block.
         */
        ParentHash: StorageDescriptor<[], SizedHex<32>, false, never>;
        /**
         * Digest of the current block, also part of the block header.
         */
        Digest: StorageDescriptor<[], Anonymize<I4mddgoa69c0a2>, false, never>;
        /**
         * Events deposited for the current block.
         *
         * NOTE: The item is unbound and should therefore never be read on chain.
         * It could otherwise inflate the PoV size of a block.
         *
         * Events have a large in-memory size. Box the events to not go out-of-memory
         * just in case someone still reads them from within the runtime.
         */
        Events: StorageDescriptor<[], Anonymize<I31odun59b5pcq>, false, never>;
        /**
         * The number of events in the `Events<T>` list.
         */
        EventCount: StorageDescriptor<[], number, false, never>;
        /**
         * Mapping between a topic (represented by T::Hash) and a vector of indexes
         * of events in the `<Events<T>>` list.
         *
         * All topic vectors have deterministic storage locations depending on the topic. This
         * allows light-clients to leverage the changes trie storage tracking mechanism and
         * in case of changes fetch the list of events of interest.
         *
         * The value has the type `(BlockNumberFor<T>, EventIndex)` because if we used only just
         * the `EventIndex` then in case if the topic has the same contents on the next block
         * no notification will be triggered thus the event might be lost.
         */
        EventTopics: StorageDescriptor<[Key: SizedHex<32>], Anonymize<I95g6i7ilua7lq>, false, never>;
        /**
         * Stores the `spec_version` and `spec_name` of when the last runtime upgrade happened.
         */
        LastRuntimeUpgrade: StorageDescriptor<[], Anonymize<Ieniouoqkq4icf>, true, never>;
        /**
         * Number of blocks till the pending code upgrade is applied.
         */
        BlocksTillUpgrade: StorageDescriptor<[], number, true, never>;
        /**
         * True if we have upgraded so that `type RefCount` is `u32`. False (default) if not.
         */
        UpgradedToU32RefCount: StorageDescriptor<[], boolean, false, never>;
        /**
         * True if we have upgraded so that AccountInfo contains three types of `RefCount`. False
         * (default) if not.
         */
        UpgradedToTripleRefCount: StorageDescriptor<[], boolean, false, never>;
        /**
         * The execution phase of the block.
         */
        ExecutionPhase: StorageDescriptor<[], Phase, true, never>;
        /**
         * `Some` if a code upgrade has been authorized.
         */
        AuthorizedUpgrade: StorageDescriptor<[], Anonymize<Ibgl04rn6nbfm6>, true, never>;
        /**
         * The weight reclaimed for the extrinsic.
         *
         * This information is available until the end of the extrinsic execution.
         * More precisely this information is removed in `note_applied_extrinsic`.
         *
         * Logic doing some post dispatch weight reduction must update this storage to avoid duplicate
         * reduction.
         */
        ExtrinsicWeightReclaimed: StorageDescriptor<[], Anonymize<I4q39t5hn830vp>, false, never>;
    };
    Timestamp: {
        /**
         * The current time for the current block.
         */
        Now: StorageDescriptor<[], bigint, false, never>;
        /**
         * Whether the timestamp has been updated in this block.
         *
         * This value is updated to `true` upon successful submission of a timestamp by a node.
         * It is then checked at the end of each block execution in the `on_finalize` hook.
         */
        DidUpdate: StorageDescriptor<[], boolean, false, never>;
    };
    ChainIdentity: {
        /**
         * Which chain this is. Written at genesis, never again.
         */
        Identity: StorageDescriptor<[], Anonymize<I1eco35irabegu>, true, never>;
    };
    Balances: {
        /**
         * The total units issued in the system.
         */
        TotalIssuance: StorageDescriptor<[], bigint, false, never>;
        /**
         * The total units of outstanding deactivated balance in the system.
         *
         * This is not guaranteed to be less than or equal to [`TotalIssuance`]. Total issuance may be
         * reduced independently of this value, including while a reversible imbalance is outstanding.
         * Active issuance is therefore derived using saturating subtraction.
         */
        InactiveIssuance: StorageDescriptor<[], bigint, false, never>;
        /**
         * The Balances pallet example of storing the balance of an account.
         *
         * # Example
         *
         * ```nocompile
         * impl pallet_balances::Config for Runtime {
         * type AccountStore = StorageMapShim<Self::Account<Runtime>, frame_system::Provider<Runtime>, AccountId, Self::AccountData<Balance>>
         * }
         * ```
         *
         * You can also store the balance of an account in the `System` pallet.
         *
         * # Example
         *
         * ```nocompile
         * impl pallet_balances::Config for Runtime {
         * type AccountStore = System
         * }
         * ```
         *
         * But this comes with tradeoffs, storing account balances in the system pallet stores
         * `frame_system` data alongside the account data contrary to storing account balances in the
         * `Balances` pallet, which uses a `StorageMap` to store balances data only.
         * NOTE: This is only used in the case that this pallet is used to store balances.
         */
        Account: StorageDescriptor<[Key: SS58String], Anonymize<I1q8tnt1cluu5j>, false, never>;
        /**
         * Any liquidity locks on some account balances.
         * NOTE: Should only be accessed when setting, changing and freeing a lock.
         *
         * Use of locks is deprecated in favour of freezes. See `https://github.com/paritytech/substrate/pull/12951/`
         */
        Locks: StorageDescriptor<[Key: SS58String], Anonymize<I8ds64oj6581v0>, false, never>;
        /**
         * Named reserves on some account balances.
         *
         * Use of reserves is deprecated in favour of holds. See `https://github.com/paritytech/substrate/pull/12951/`
         */
        Reserves: StorageDescriptor<[Key: SS58String], Anonymize<Ia7pdug7cdsg8g>, false, never>;
        /**
         * Holds on account balances.
         */
        Holds: StorageDescriptor<[Key: SS58String], Anonymize<Ibag5uf5t4h66r>, false, never>;
        /**
         * Freeze locks on account balances.
         */
        Freezes: StorageDescriptor<[Key: SS58String], Anonymize<I88srdm17ahab6>, false, never>;
    };
    Proxy: {
        /**
         * The set of account proxies. Maps the account which has delegated to the accounts
         * which are being delegated to, together with the amount held on deposit.
         */
        Proxies: StorageDescriptor<[Key: SS58String], Anonymize<Iflgeifg0r4ts9>, false, never>;
        /**
         * The announcements made by the proxy (key).
         */
        Announcements: StorageDescriptor<[Key: SS58String], Anonymize<I9p9lq3rej5bhc>, false, never>;
    };
    Assets: {
        /**
         * Details of an asset.
         */
        Asset: StorageDescriptor<[Key: number], Anonymize<I3qklfjubrljqh>, true, never>;
        /**
         * The holdings of a specific account for a specific asset.
         */
        Account: StorageDescriptor<Anonymize<I7svnfko10tq2e>, Anonymize<Iag3f1hum3p4c8>, true, never>;
        /**
         * Approved balance transfers. First balance is the amount approved for transfer. Second
         * is the amount of `T::Currency` reserved for storing this.
         * First key is the asset ID, second key is the owner and third key is the delegate.
         */
        Approvals: StorageDescriptor<Anonymize<I2brm5b9jij1st>, Anonymize<I4s6jkha20aoh0>, true, never>;
        /**
         * Metadata of an asset.
         */
        Metadata: StorageDescriptor<[Key: number], Anonymize<I78s05f59eoi8b>, false, never>;
        /**
         * Maps an asset to a list of its configured reserve information.
         */
        Reserves: StorageDescriptor<[Key: number], Anonymize<I35l6p7kq19mr0>, false, never>;
        /**
         * The asset ID enforced for the next asset creation, if any present. Otherwise, this storage
         * item has no effect.
         *
         * Only read by [`crate::AutoIncAssetId`]: configure it as [`Config::AssetIdAllocator`] and
         * provide an initial value here to apply an auto-increment model to all new asset IDs.
         *
         * The initial next asset ID can be set using the [`GenesisConfig`] or the
         * [SetNextAssetId](`migration::next_asset_id::SetNextAssetId`) migration.
         */
        NextAssetId: StorageDescriptor<[], number, true, never>;
    };
    Channels: {
        /**
         * The id of the next channel.
         */
        NextChannelId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The channels. The opener pays for the item, and for those in [`ChannelsOf`] and
         * [`Closings`], with a deposit that comes back when the channel goes.
         */
        Channels: StorageDescriptor<[Key: bigint], Anonymize<I88hvj6pp8etoj>, true, never>;
        /**
         * The channels of each account: an entry for each party of each channel.
         */
        ChannelsOf: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The newest state that each party of an open channel has shown with a request to withdraw, since
         * the base: nothing older counts any more. Once the channel closes there is an item of
         * [`Closings`] instead, which is no smaller.
         */
        Shown: StorageDescriptor<[Key: bigint], Anonymize<Iapa5n07lmhjed>, true, never>;
        /**
         * The disputes about channels that are closing, and what still waits in resolving ones.
         */
        Closings: StorageDescriptor<[Key: bigint], Anonymize<I4fasf1ii07qm>, true, never>;
        /**
         * The registry of revealed preimages. The revealer pays a deposit that comes back when the
         * preimage is forgotten.
         */
        Preimages: StorageDescriptor<[Key: SizedHex<32>], Anonymize<I6apaj1hf08h4j>, true, never>;
        /**
         * What parties have approved on chain instead of signing it: under the channel, the side, and
         * the BLAKE2-256 hash of what would be signed. Whoever approves pays a deposit for each, that
         * comes back when it counts no more.
         */
        Approvals: StorageDescriptor<Anonymize<I18o6usi6oa36q>, Anonymize<Iupr61disiq0c>, true, never>;
        /**
         * Payouts that an asset refused (account below the minimum balance, frozen, …): their owners
         * claim them when they can.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * What the pallet holds of each asset, while it holds anything.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * The timetable's head.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The timetable's pages: what is due when.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<Iaen0flb2jmkjo>, true, never>;
    };
    Mpp: {
        /**
         * The id of the next invoice that is stored.
         */
        NextInvoiceId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The invoices that are stored, by payee and payment hash. Whoever brings one, mostly the
         * payee, pays for it and for its entry in [`InvoiceNames`] with a deposit that comes back when
         * it goes: with its deadline, if not before.
         */
        Invoices: StorageDescriptor<Anonymize<I8uo3fpd3bcc6f>, Anonymize<I33ihlfib0pjpd>, true, never>;
        /**
         * The invoice of each short name.
         */
        InvoiceNames: StorageDescriptor<[Key: bigint], Anonymize<I8uo3fpd3bcc6f>, true, never>;
        /**
         * The id of the next payment.
         */
        NextPaymentId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The payments under way. The payer, or whoever had it made, pays for the item, its parts and
         * its entries in the indices with a deposit that comes back when the payment ends, within
         * [`Config::MaxHoldMs`].
         */
        Payments: StorageDescriptor<[Key: bigint], Anonymize<Ie5h5kpun6d3pv>, true, never>;
        /**
         * The parts of each payment, with their locks.
         */
        Parts: StorageDescriptor<Anonymize<I6cs1itejju2vv>, Anonymize<Icclv4mbbm8qts>, true, never>;
        /**
         * The payments of each payer.
         */
        ByPayer: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The complete payments, which wait for their preimage, by payment hash and payee: one for
         * each invoice. For whoever reveals a preimage.
         */
        Complete: StorageDescriptor<Anonymize<I3sean4dbblfft>, bigint, true, never>;
        /**
         * The complete payments of each payee. Only these are listed, so that nobody crowds a payee's
         * list without paying.
         */
        ByPayee: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The position of the timetable.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The pages of the timetable.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<I6namn7n20l017>, true, never>;
    };
    Rebalancing: {
        /**
         * The policies of accounts, one for each asset, with all that automatic runs need to know. The
         * account pays a deposit, also for the one entry on the timetable, that comes back when the
         * policy goes.
         */
        Policies: StorageDescriptor<Anonymize<I8ic4307am1g42>, Anonymize<Icc4bgdd2pd9be>, true, never>;
        /**
         * The policies that parties have for single channels. Each pays a deposit that comes back when
         * its policy or the channel goes.
         */
        ChannelPolicies: StorageDescriptor<[Key: bigint], Anonymize<I3oksvq5uc0ghr>, true, never>;
        /**
         * For whom an operator's worker acts, by the operator's own call: accounts with the asset. Paid for
         * by the account, with its policy.
         */
        Operated: StorageDescriptor<Anonymize<I4sto6ktkdaja7>, null, true, never>;
        /**
         * The name of the next proposal.
         */
        NextProposalId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The cycles that wait for their owners to accept. The proposer pays a deposit that comes back
         * when the proposal goes, at its deadline at the latest.
         */
        Proposals: StorageDescriptor<[Key: bigint], Anonymize<If4tebqh6fc66t>, true, never>;
        /**
         * Where the timetable stands.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * What is due when.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<I20219bpv5an0d>, true, never>;
    };
    Lsp: {
        /**
         * The number of the next provider.
         */
        NextProvider: StorageDescriptor<[], number, false, never>;
        /**
         * The providers, by asset and account. Each pays for its item, its menu and its entries on
         * shelves with a deposit that comes back when it leaves.
         */
        Providers: StorageDescriptor<Anonymize<I4a22bvo4eu1p1>, Anonymize<I6391n7720a42k>, true, never>;
        /**
         * The menus, by asset and provider: apart, since who has found an offer on a shelf need not
         * read them. The provider's deposit is for them, too.
         */
        Menus: StorageDescriptor<Anonymize<I4a22bvo4eu1p1>, Anonymize<Icofgvo58th1v3>, false, never>;
        /**
         * Where the pages of each shelf begin, by asset.
         */
        Directories: StorageDescriptor<Anonymize<Iduvb0t0aao4u6>, Anonymize<If80upbokk0kob>, true, never>;
        /**
         * The pages of each shelf, by asset and number.
         */
        ShelfPages: StorageDescriptor<Anonymize<I7ooluljod5bt9>, Anonymize<Ia21041g3srkm1>, true, never>;
        /**
         * The leases, by channel. The client pays for the item and its entry on the timetable with a
         * deposit that comes back when the lease ends.
         */
        Leases: StorageDescriptor<[Key: bigint], Anonymize<I23nkqspsqamrt>, true, never>;
        /**
         * The reservations, by asset, provider and client: one for these at a time. The client pays
         * for the item and its entry on the timetable with a deposit that comes back with its end.
         */
        Reservations: StorageDescriptor<Anonymize<I13vdoi9j6f7ns>, Anonymize<Ie5uv7j174d1br>, true, never>;
        /**
         * How often the quotes were used that were, by their names; until they expire. The first who
         * uses one pays for the item and its entry on the timetable with a deposit that comes back then.
         */
        UsedQuotes: StorageDescriptor<[Key: SizedHex<32>], Anonymize<Ido66bnpfbln9j>, true, never>;
        /**
         * The sums of all providers of a region, by asset. As many items as regions in which somebody
         * is.
         */
        Pools: StorageDescriptor<Anonymize<I9fadiril0ium8>, Anonymize<I7rv4oa5ftgast>, false, never>;
        /**
         * What was ever earned in regions in which nobody is any more, by asset.
         */
        PastFees: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], bigint, false, never>;
        /**
         * Payouts that an asset refused: their owners claim them when they can.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * What the pallet holds of each asset, while it holds anything.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * The timetable's head.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The timetable's pages: what is due when.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<I79jchid94d685>, true, never>;
    };
    Watchtowers: {
        /**
         * The name of the next tower.
         */
        NextTowerId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The towers. The owner pays for the item and the one in [`TowerIds`] with a deposit that
         * comes back when the tower goes.
         */
        Towers: StorageDescriptor<[Key: bigint], Anonymize<I87na2g58phpcs>, true, never>;
        /**
         * Whose tower in which asset is which.
         */
        TowerIds: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, true, never>;
        /**
         * The channels that somebody watches: one item for both parties, so that whatever happens to a
         * channel costs one read where nobody does. Each party that hires pays a deposit for it.
         */
        Watches: StorageDescriptor<[Key: bigint], Anonymize<Idr7drejvjvs3d>, true, never>;
        /**
         * What clients have put on the chain: for each channel and party the newest. The party pays a
         * deposit for it.
         */
        Postings: StorageDescriptor<Anonymize<I3omkpi1kr1lvr>, Anonymize<I57efqcc5pi4qp>, true, never>;
        /**
         * Payouts that an asset refused (account below the minimum balance, frozen, …): their owners
         * claim them when they can.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * What the pallet holds of each asset, while it holds anything.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * Where the timetable stands.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * What is due when.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<I19kigngu4cehf>, true, never>;
    };
    Swaps: {
        /**
         * The legs, by owner and payment hash. An account names its own legs alone, so that nobody can
         * take the name that another needs: of a leg out of a provider's stock, too, the owner is the
         * taker. It pays for the item and its entry on the timetable with a deposit that comes back
         * when the leg is forgotten: [`Config::KeepMs`] after its end, or as soon as it wants it after
         * that.
         */
        Legs: StorageDescriptor<Anonymize<I8uo3fpd3bcc6f>, Anonymize<I5jut27ph4f4pc>, true, never>;
        /**
         * The bonds that wait for the leg of a ring, by poster and payment hash. The poster pays for
         * the item and its entry on the timetable with a deposit that comes back with the bond, or
         * when the leg takes it.
         */
        Bonds: StorageDescriptor<Anonymize<I8uo3fpd3bcc6f>, Anonymize<I8s2071d9i7bpn>, true, never>;
        /**
         * The quotes, by what they are for and their provider. The provider pays for the item and its
         * entry in [`QuotesOf`] with a deposit that comes back when it closes the quote.
         */
        Quotes: StorageDescriptor<Anonymize<I7e792uko0n839>, Anonymize<I3mf6rv356s7a7>, true, never>;
        /**
         * The quotes of each provider.
         */
        QuotesOf: StorageDescriptor<Anonymize<Ia5dp2ce7ittd2>, null, true, never>;
        /**
         * What is held of each asset.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * Payouts that an asset refused, for their owners to claim.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * The position of the timetable.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The pages of the timetable.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<I6egn1dh48lidb>, true, never>;
    };
    Streaming: {
        /**
         * The name of the next stream.
         */
        NextStreamId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The streams. The payer pays for the item, and for those in [`StreamsOf`] and [`Proposals`],
         * with a deposit that comes back when the stream goes.
         */
        Streams: StorageDescriptor<[Key: bigint], Anonymize<I46jc8eabrjesp>, true, never>;
        /**
         * Whose streams are which: an entry for each party of each stream.
         */
        StreamsOf: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * What one party of a stream has proposed to the other. One for each stream at most.
         */
        Proposals: StorageDescriptor<[Key: bigint], Anonymize<Iekkc8mn94258g>, true, never>;
        /**
         * The name of the next vault.
         */
        NextVaultId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The vaults. The owner pays for the item and the one in [`VaultIds`] with a deposit that
         * comes back when the vault goes.
         */
        Vaults: StorageDescriptor<[Key: bigint], Anonymize<I6eklm0a73jums>, true, never>;
        /**
         * Whose vault in which asset is which.
         */
        VaultIds: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, true, never>;
        /**
         * Payouts that an asset refused (account below the minimum balance, frozen, …): their owners
         * claim them when they can.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * What the pallet holds of each asset, while it holds anything.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * Where the timetable stands.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * What is due when.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<Idou5e6r1bple5>, true, never>;
    };
    Recurring: {
        /**
         * The id of the next plan.
         */
        NextPlanId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The plans. The payee pays for the item, and for the one in [`PlansOf`], with a deposit that
         * comes back when the plan goes.
         */
        Plans: StorageDescriptor<[Key: bigint], Anonymize<Iclld7et4v5ulo>, true, never>;
        /**
         * The plans of each payee.
         */
        PlansOf: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The id of the next subscription.
         */
        NextSubscriptionId: StorageDescriptor<[], bigint, false, never>;
        /**
         * The subscriptions, with their history. The payer pays for the item, and for those in
         * [`ByPayer`], [`ByPayee`], [`ByPlan`] and [`TimetablePages`], with a deposit that comes back
         * when the subscription goes.
         */
        Subscriptions: StorageDescriptor<[Key: bigint], Anonymize<I96b99l0mbt44i>, true, never>;
        /**
         * The subscriptions of each payer.
         */
        ByPayer: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The subscriptions of each payee.
         */
        ByPayee: StorageDescriptor<Anonymize<I95l2k9b1re95f>, null, true, never>;
        /**
         * The subscriptions on each plan.
         */
        ByPlan: StorageDescriptor<Anonymize<I200n1ov5tbcvr>, null, true, never>;
        /**
         * The head of the timetable.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The pages of the timetable.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<Ia184d0ikibp28>, true, never>;
    };
    Dex: {
        /**
         * The id of the next pair.
         */
        NextPairId: StorageDescriptor<[], bigint, false, never>;
        /**
         * Who opened each pair, with the deposit for it and for its items in [`PairsOf`], [`PairCounts`],
         * [`Books`] and [`Statistics`].
         */
        Pairs: StorageDescriptor<[Key: bigint], Anonymize<Ifc6mp187f93ft>, true, never>;
        /**
         * The pairs of each base and quote.
         */
        PairsOf: StorageDescriptor<Anonymize<I6tdcfmv18m8gr>, null, true, never>;
        /**
         * How many pairs name each asset, as base or as quote.
         */
        PairCounts: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], bigint, false, never>;
        /**
         * The books: terms, best prices, the index of pages, sums. About 800 bytes, whatever rests.
         */
        Books: StorageDescriptor<[Key: bigint], Anonymize<I8l8vve2t0e4ae>, true, never>;
        /**
         * The levels of each book, in pages of 64 ticks of a side. Who rests an order pays for its share.
         */
        Pages: StorageDescriptor<Anonymize<I1rhnuthdmcb3t>, Anonymize<I1ie11l092135c>, true, never>;
        /**
         * What was cut of the orders of a chunk, and what is left in chunks that wait.
         */
        Chunks: StorageDescriptor<Anonymize<Ifdmdt8g55okrb>, Anonymize<I72tp9io96ft0i>, true, never>;
        /**
         * The orders of a chunk that the hook is to settle, in pages of [`OWNERS`].
         */
        Owners: StorageDescriptor<Anonymize<Ieeuq0rfv2v9gl>, Anonymize<I9djef77nst3u3>, true, never>;
        /**
         * What each trader has: money, and its orders, which are nowhere else. It pays for the item with
         * a deposit.
         */
        Traders: StorageDescriptor<[Key: SS58String], Anonymize<I67hetv5c6hnmb>, true, never>;
        /**
         * The last hours in which a pair was traded, oldest first, but for the latest.
         */
        Statistics: StorageDescriptor<[Key: bigint], Anonymize<Ibsk3gl5ilq3ng>, false, never>;
        /**
         * What is held of each asset.
         */
        Pots: StorageDescriptor<[Key: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8rmcn14m29ih3>, true, never>;
        /**
         * Payouts that an asset refused.
         */
        Credits: StorageDescriptor<Anonymize<I8ic4307am1g42>, bigint, false, never>;
        /**
         * The head of the timetable.
         */
        TimetableHead: StorageDescriptor<[], Anonymize<I9cvmtvu629c2a>, false, never>;
        /**
         * The pages of the timetable.
         */
        TimetablePages: StorageDescriptor<[Key: Anonymize<Ibtp6bsucj1rpe>], Anonymize<Iepm5n03n8roqt>, true, never>;
    };
};
type ICalls = {
    System: {
        /**
         * Make some on-chain remark.
         *
         * Can be executed by every `origin`.
         */
        remark: TxDescriptor<Anonymize<I8ofcg5rbj0g2c>>;
        /**
         * Set the number of pages in the WebAssembly environment's heap.
         */
        set_heap_pages: TxDescriptor<Anonymize<I4adgbll7gku4i>>;
        /**
         * Set the new runtime code.
         */
        set_code: TxDescriptor<Anonymize<I6pjjpfvhvcfru>>;
        /**
         * Set the new runtime code without doing any checks of the given `code`.
         *
         * Note that runtime upgrades will not run if this is called with a not-increasing spec
         * version!
         */
        set_code_without_checks: TxDescriptor<Anonymize<I6pjjpfvhvcfru>>;
        /**
         * Set some items of storage.
         */
        set_storage: TxDescriptor<Anonymize<I9pj91mj79qekl>>;
        /**
         * Kill some items from storage.
         */
        kill_storage: TxDescriptor<Anonymize<I39uah9nss64h9>>;
        /**
         * Kill all storage items with a key that starts with the given prefix.
         *
         * **NOTE:** We rely on the Root origin to provide us the number of subkeys under
         * the prefix we are removing to accurately calculate the weight of this function.
         */
        kill_prefix: TxDescriptor<Anonymize<Ik64dknsq7k08>>;
        /**
         * Make some on-chain remark and emit event.
         */
        remark_with_event: TxDescriptor<Anonymize<I8ofcg5rbj0g2c>>;
        /**
         * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
         * later.
         *
         * This call requires Root origin.
         */
        authorize_upgrade: TxDescriptor<Anonymize<Ib51vk42m1po4n>>;
        /**
         * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
         * later.
         *
         * WARNING: This authorizes an upgrade that will take place without any safety checks, for
         * example that the spec name remains the same and that the version number increases. Not
         * recommended for normal use. Use `authorize_upgrade` instead.
         *
         * This call requires Root origin.
         */
        authorize_upgrade_without_checks: TxDescriptor<Anonymize<Ib51vk42m1po4n>>;
        /**
         * Provide the preimage (runtime binary) `code` for an upgrade that has been authorized.
         *
         * If the authorization required a version check, this call will ensure the spec name
         * remains unchanged and that the spec version has increased.
         *
         * Depending on the runtime's `OnSetCode` configuration, this function may directly apply
         * the new `code` in the same block or attempt to schedule the upgrade.
         *
         * All origins are allowed.
         */
        apply_authorized_upgrade: TxDescriptor<Anonymize<I6pjjpfvhvcfru>>;
    };
    Timestamp: {
        /**
         * Set the current time.
         *
         * This call should be invoked exactly once per block. It will panic at the finalization
         * phase, if this call hasn't been invoked by that time.
         *
         * The timestamp should be greater than the previous one by the amount specified by
         * [`Config::MinimumPeriod`].
         *
         * The dispatch origin for this call must be _None_.
         *
         * This dispatch class is _Mandatory_ to ensure it gets executed in the block. Be aware
         * that changing the complexity of this call could result exhausting the resources in a
         * block to execute any other calls.
         *
         * ## Complexity
         * - `O(1)` (Note that implementations of `OnTimestampSet` must also be `O(1)`)
         * - 1 storage read and 1 storage mutation (codec `O(1)` because of `DidUpdate::take` in
         * `on_finalize`)
         * - 1 event handler `on_timestamp_set`. Must be `O(1)`.
         */
        set: TxDescriptor<Anonymize<Idcr6u6361oad9>>;
    };
    Balances: {
        /**
         * Transfer some liquid free balance to another account.
         *
         * `transfer_allow_death` will set the `FreeBalance` of the sender and receiver.
         * If the sender's account is below the existential deposit as a result
         * of the transfer, the account will be reaped.
         *
         * The dispatch origin for this call must be `Signed` by the transactor.
         */
        transfer_allow_death: TxDescriptor<Anonymize<I4ktuaksf5i1gk>>;
        /**
         * Exactly as `transfer_allow_death`, except the origin must be root and the source account
         * may be specified.
         */
        force_transfer: TxDescriptor<Anonymize<I9bqtpv2ii35mp>>;
        /**
         * Same as the [`transfer_allow_death`] call, but with a check that the transfer will not
         * kill the origin account.
         *
         * 99% of the time you want [`transfer_allow_death`] instead.
         *
         * [`transfer_allow_death`]: struct.Pallet.html#method.transfer
         */
        transfer_keep_alive: TxDescriptor<Anonymize<I4ktuaksf5i1gk>>;
        /**
         * Transfer the entire transferable balance from the caller account.
         *
         * NOTE: This function only attempts to transfer _transferable_ balances. This means that
         * any locked, reserved, or existential deposits (when `keep_alive` is `true`), will not be
         * transferred by this function. To ensure that this function results in a killed account,
         * you might need to prepare the account by removing any reference counters, storage
         * deposits, etc...
         *
         * The dispatch origin of this call must be Signed.
         *
         * - `dest`: The recipient of the transfer.
         * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
         * of the funds the account has, causing the sender account to be killed (false), or
         * transfer everything except at least the existential deposit, which will guarantee to
         * keep the sender account alive (true).
         */
        transfer_all: TxDescriptor<Anonymize<I9j7pagd6d4bda>>;
        /**
         * Unreserve some balance from a user by force.
         *
         * Can only be called by ROOT.
         */
        force_unreserve: TxDescriptor<Anonymize<I2h9pmio37r7fb>>;
        /**
         * Upgrade a specified account.
         *
         * - `origin`: Must be `Signed`.
         * - `who`: The account to be upgraded.
         *
         * This will waive the transaction fee if at least all but 10% of the accounts needed to
         * be upgraded. (We let some not have to be upgraded just in order to allow for the
         * possibility of churn).
         */
        upgrade_accounts: TxDescriptor<Anonymize<Ibmr18suc9ikh9>>;
        /**
         * Set the regular balance of a given account.
         *
         * The dispatch origin for this call is `root`.
         */
        force_set_balance: TxDescriptor<Anonymize<I9iq22t0burs89>>;
        /**
         * Adjust the total issuance in a saturating way.
         *
         * Can only be called by root and always needs a positive `delta`.
         *
         * # Example
         */
        force_adjust_total_issuance: TxDescriptor<Anonymize<I5u8olqbbvfnvf>>;
        /**
         * Burn the specified liquid free balance from the origin account.
         *
         * If the origin's account ends up below the existential deposit as a result
         * of the burn and `keep_alive` is false, the account will be reaped.
         *
         * Unlike sending funds to a _burn_ address, which merely makes the funds inaccessible,
         * this `burn` operation will reduce total issuance by the amount _burned_.
         */
        burn: TxDescriptor<Anonymize<I5utcetro501ir>>;
    };
    Utility: {
        /**
         * Send a batch of dispatch calls.
         *
         * May be called from any origin except `None`.
         *
         * - `calls`: The calls to be dispatched from the same origin. The number of call must not
         * exceed the constant: `batched_calls_limit` (available in constant metadata).
         *
         * If origin is root then the calls are dispatched without checking origin filter. (This
         * includes bypassing `frame_system::Config::BaseCallFilter`).
         *
         * ## Complexity
         * - O(C) where C is the number of calls to be batched.
         *
         * This will return `Ok` in all circumstances. To determine the success of the batch, an
         * event is deposited. If a call failed and the batch was interrupted, then the
         * `BatchInterrupted` event is deposited, along with the number of successful calls made
         * and the error of the failed call. If all were successful, then the `BatchCompleted`
         * event is deposited.
         */
        batch: TxDescriptor<Anonymize<Ift8eqcclh2cdi>>;
        /**
         * Send a call through an indexed pseudonym of the sender.
         *
         * Filter from origin are passed along. The call will be dispatched with an origin which
         * use the same filter as the origin of this call.
         *
         * NOTE: If you need to ensure that any account-based filtering is not honored (i.e.
         * because you expect `proxy` to have been used prior in the call stack and you do not want
         * the call restrictions to apply to any sub-accounts), then use `as_multi_threshold_1`
         * in the Multisig pallet instead.
         *
         * NOTE: Prior to version *12, this was called `as_limited_sub`.
         *
         * The dispatch origin for this call must be _Signed_.
         */
        as_derivative: TxDescriptor<Anonymize<Iacb8d93vbq1m1>>;
        /**
         * Send a batch of dispatch calls and atomically execute them.
         * The whole transaction will rollback and fail if any of the calls failed.
         *
         * May be called from any origin except `None`.
         *
         * - `calls`: The calls to be dispatched from the same origin. The number of call must not
         * exceed the constant: `batched_calls_limit` (available in constant metadata).
         *
         * If origin is root then the calls are dispatched without checking origin filter. (This
         * includes bypassing `frame_system::Config::BaseCallFilter`).
         *
         * ## Complexity
         * - O(C) where C is the number of calls to be batched.
         */
        batch_all: TxDescriptor<Anonymize<Ift8eqcclh2cdi>>;
        /**
         * Dispatches a function call with a provided origin.
         *
         * The dispatch origin for this call must be _Root_.
         *
         * ## Complexity
         * - O(1).
         */
        dispatch_as: TxDescriptor<Anonymize<I8sr3tpo6704fg>>;
        /**
         * Send a batch of dispatch calls.
         * Unlike `batch`, it allows errors and won't interrupt.
         *
         * May be called from any origin except `None`.
         *
         * - `calls`: The calls to be dispatched from the same origin. The number of call must not
         * exceed the constant: `batched_calls_limit` (available in constant metadata).
         *
         * If origin is root then the calls are dispatch without checking origin filter. (This
         * includes bypassing `frame_system::Config::BaseCallFilter`).
         *
         * ## Complexity
         * - O(C) where C is the number of calls to be batched.
         */
        force_batch: TxDescriptor<Anonymize<Ift8eqcclh2cdi>>;
        /**
         * Dispatch a function call with a specified weight.
         *
         * This function does not check the weight of the call, and instead allows the
         * Root origin to specify the weight of the call.
         *
         * The dispatch origin for this call must be _Root_.
         */
        with_weight: TxDescriptor<Anonymize<Ifk4i20i1o7tpb>>;
        /**
         * Dispatch a fallback call in the event the main call fails to execute.
         * May be called from any origin except `None`.
         *
         * This function first attempts to dispatch the `main` call.
         * If the `main` call fails, the `fallback` is attemted.
         * if the fallback is successfully dispatched, the weights of both calls
         * are accumulated and an event containing the main call error is deposited.
         *
         * In the event of a fallback failure the whole call fails
         * with the weights returned.
         *
         * - `main`: The main call to be dispatched. This is the primary action to execute.
         * - `fallback`: The fallback call to be dispatched in case the `main` call fails.
         *
         * ## Dispatch Logic
         * - If the origin is `root`, both the main and fallback calls are executed without
         * applying any origin filters.
         * - If the origin is not `root`, the origin filter is applied to both the `main` and
         * `fallback` calls.
         *
         * ## Use Case
         * - Some use cases might involve submitting a `batch` type call in either main, fallback
         * or both.
         */
        if_else: TxDescriptor<Anonymize<Ic8u9bbtkpqvs5>>;
        /**
         * Dispatches a function call with a provided origin.
         *
         * Almost the same as [`Pallet::dispatch_as`] but forwards any error of the inner call.
         *
         * The dispatch origin for this call must be _Root_.
         */
        dispatch_as_fallible: TxDescriptor<Anonymize<I8sr3tpo6704fg>>;
    };
    Proxy: {
        /**
         * Dispatch the given `call` from an account that the sender is authorised for through
         * `add_proxy`.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `real`: The account that the proxy will make a call on behalf of.
         * - `force_proxy_type`: Specify the exact proxy type to be used and checked for this call.
         * - `call`: The call to be made by the `real` account.
         */
        proxy: TxDescriptor<Anonymize<I3iavbauot3kll>>;
        /**
         * Register a proxy account for the sender that is able to make calls on its behalf.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `proxy`: The account that the `caller` would like to make a proxy.
         * - `proxy_type`: The permissions allowed for this proxy account.
         * - `delay`: The announcement period required of the initial proxy. Will generally be
         * zero.
         */
        add_proxy: TxDescriptor<Anonymize<Ibn0vrsq7gakds>>;
        /**
         * Unregister a proxy account for the sender.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `proxy`: The account that the `caller` would like to remove as a proxy.
         * - `proxy_type`: The permissions currently enabled for the removed proxy account.
         */
        remove_proxy: TxDescriptor<Anonymize<Ibn0vrsq7gakds>>;
        /**
         * Unregister all proxy accounts for the sender.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * WARNING: This may be called on accounts created by `create_pure`, however if done, then
         * the unreserved fees will be inaccessible. **All access to this account will be lost.**
         */
        remove_proxies: TxDescriptor<undefined>;
        /**
         * Spawn a fresh new account that is guaranteed to be otherwise inaccessible, and
         * initialize it with a proxy of `proxy_type` for `origin` sender.
         *
         * Requires a `Signed` origin.
         *
         * - `proxy_type`: The type of the proxy that the sender will be registered as over the
         * new account. This will almost always be the most permissive `ProxyType` possible to
         * allow for maximum flexibility.
         * - `index`: A disambiguation index, in case this is called multiple times in the same
         * transaction (e.g. with `utility::batch`). Unless you're using `batch` you probably just
         * want to use `0`.
         * - `delay`: The announcement period required of the initial proxy. Will generally be
         * zero.
         *
         * Fails with `Duplicate` if this has already been called in this transaction, from the
         * same sender, with the same parameters.
         *
         * Fails if there are insufficient funds to pay for deposit.
         */
        create_pure: TxDescriptor<Anonymize<I4d962nrakv0mk>>;
        /**
         * Removes a previously spawned pure proxy.
         *
         * WARNING: **All access to this account will be lost.** Any funds held in it will be
         * inaccessible.
         *
         * Requires a `Signed` origin, and the sender account must have been created by a call to
         * `create_pure` with corresponding parameters.
         *
         * - `spawner`: The account that originally called `create_pure` to create this account.
         * - `index`: The disambiguation index originally passed to `create_pure`. Probably `0`.
         * - `proxy_type`: The proxy type originally passed to `create_pure`.
         * - `height`: The height of the chain when the call to `create_pure` was processed.
         * - `ext_index`: The extrinsic index in which the call to `create_pure` was processed.
         *
         * Fails with `NoPermission` in case the caller is not a previously created pure
         * account whose `create_pure` call has corresponding parameters.
         */
        kill_pure: TxDescriptor<Anonymize<Ibvak6oed2g1d6>>;
        /**
         * Publish the hash of a proxy-call that will be made in the future.
         *
         * This must be called some number of blocks before the corresponding `proxy` is attempted
         * if the delay associated with the proxy relationship is greater than zero.
         *
         * No more than `MaxPending` announcements may be made at any one time.
         *
         * This will take a deposit of `AnnouncementDepositFactor` as well as
         * `AnnouncementDepositBase` if there are no other pending announcements.
         *
         * The dispatch origin for this call must be _Signed_ and a proxy of `real`.
         *
         * Parameters:
         * - `real`: The account that the proxy will make a call on behalf of.
         * - `call_hash`: The hash of the call to be made by the `real` account.
         */
        announce: TxDescriptor<Anonymize<I2eb501t8s6hsq>>;
        /**
         * Remove a given announcement.
         *
         * May be called by a proxy account to remove a call they previously announced and return
         * the deposit.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `real`: The account that the proxy will make a call on behalf of.
         * - `call_hash`: The hash of the call to be made by the `real` account.
         */
        remove_announcement: TxDescriptor<Anonymize<I2eb501t8s6hsq>>;
        /**
         * Remove the given announcement of a delegate.
         *
         * May be called by a target (proxied) account to remove a call that one of their delegates
         * (`delegate`) has announced they want to execute. The deposit is returned.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `delegate`: The account that previously announced the call.
         * - `call_hash`: The hash of the call to be made.
         */
        reject_announcement: TxDescriptor<Anonymize<Ianmuoljk2sk1u>>;
        /**
         * Dispatch the given `call` from an account that the sender is authorized for through
         * `add_proxy`.
         *
         * Removes any corresponding announcement(s).
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * Parameters:
         * - `real`: The account that the proxy will make a call on behalf of.
         * - `force_proxy_type`: Specify the exact proxy type to be used and checked for this call.
         * - `call`: The call to be made by the `real` account.
         */
        proxy_announced: TxDescriptor<Anonymize<I3660bqv0afsq>>;
        /**
         * Poke / Adjust deposits made for proxies and announcements based on current values.
         * This can be used by accounts to possibly lower their locked amount.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * The transaction fee is waived if the deposit amount has changed.
         *
         * Emits `DepositPoked` if successful.
         */
        poke_deposit: TxDescriptor<undefined>;
    };
    Assets: {
        /**
         * Issue a new class of fungible assets from a public origin.
         *
         * This new asset class has no assets initially and its owner is the origin.
         *
         * The origin must conform to the configured `CreateOrigin` and have sufficient funds free.
         *
         * Funds of sender are reserved by `AssetDeposit`.
         *
         * Parameters:
         * - `id`: The identifier of the new asset. This must not be currently in use to identify
         * an existing asset. If [`Config::AssetIdAllocator`] requires a specific id, this must
         * equal it.
         * - `admin`: The admin of this class of assets. The admin is the initial address of each
         * member of the asset class's admin team.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         *
         * Emits `Created` event when successful.
         *
         * Weight: `O(1)`
         */
        create: TxDescriptor<Anonymize<Ic357tcepuvo5c>>;
        /**
         * Issue a new class of fungible assets from a privileged origin.
         *
         * This new asset class has no assets initially.
         *
         * The origin must conform to `ForceOrigin`.
         *
         * Unlike `create`, no funds are reserved.
         *
         * Unlike `create`, the `id` does not have to be the one required by
         * [`Config::AssetIdAllocator`]: a privileged origin may pick any `id`, which is then
         * marked as allocated.
         *
         * # Warning
         *
         * Forcing an arbitrary `id` is dangerous: the pallet only checks that `id` is not
         * *currently* in use, not that it was never used before. Reusing an id can corrupt state,
         * most severely for bridged assets, where a collision breaks the local/remote mapping.
         *
         * - `id`: The identifier of the new asset. This must not be currently in use to identify
         * an existing asset, and must never have been in use previously (see warning above).
         * - `owner`: The owner of this class of assets. The owner has full superuser permissions
         * over this asset, but may later change and configure the permissions using
         * `transfer_ownership` and `set_team`.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         *
         * Emits `ForceCreated` event when successful.
         *
         * Weight: `O(1)`
         */
        force_create: TxDescriptor<Anonymize<I2rnoam876ruhj>>;
        /**
         * Start the process of destroying a fungible asset class.
         *
         * `start_destroy` is the first in a series of extrinsics that should be called, to allow
         * destruction of an asset class.
         *
         * The origin must conform to `ForceOrigin` or must be `Signed` by the asset's `owner`.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * an account contains holds or freezes in place.
         */
        start_destroy: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Destroy all accounts associated with a given asset.
         *
         * `destroy_accounts` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state.
         *
         * Due to weight restrictions, this function may need to be called multiple times to fully
         * destroy all accounts. It will destroy `RemoveItemsLimit` accounts at a time.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each call emits the `Event::DestroyedAccounts` event.
         */
        destroy_accounts: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Destroy all approvals associated with a given asset up to the max (T::RemoveItemsLimit).
         *
         * `destroy_approvals` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state.
         *
         * Due to weight restrictions, this function may need to be called multiple times to fully
         * destroy all approvals. It will destroy `RemoveItemsLimit` approvals at a time.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each call emits the `Event::DestroyedApprovals` event.
         */
        destroy_approvals: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Complete destroying asset and unreserve currency.
         *
         * `finish_destroy` should only be called after `start_destroy` has been called, and the
         * asset is in a `Destroying` state. All accounts or approvals should be destroyed before
         * hand.
         *
         * - `id`: The identifier of the asset to be destroyed. This must identify an existing
         * asset.
         *
         * Each successful call emits the `Event::Destroyed` event.
         */
        finish_destroy: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Mint assets of a particular class.
         *
         * The origin must be Signed and the sender must be the Issuer of the asset `id`.
         *
         * - `id`: The identifier of the asset to have some amount minted.
         * - `beneficiary`: The account to be credited with the minted assets.
         * - `amount`: The amount of the asset to be minted.
         *
         * Emits `Issued` event when successful.
         *
         * Weight: `O(1)`
         * Modes: Pre-existing balance of `beneficiary`; Account pre-existence of `beneficiary`.
         */
        mint: TxDescriptor<Anonymize<Ib3qnc19gu633c>>;
        /**
         * Reduce the balance of `who` by as much as possible up to `amount` assets of `id`.
         *
         * Origin must be Signed and the sender should be the Manager of the asset `id`.
         *
         * Bails with `NoAccount` if the `who` is already dead.
         *
         * - `id`: The identifier of the asset to have some amount burned.
         * - `who`: The account to be debited from.
         * - `amount`: The maximum amount by which `who`'s balance should be reduced.
         *
         * Emits `Burned` with the actual amount burned. If this takes the balance to below the
         * minimum for the asset, then the amount burned is increased to take it to zero.
         *
         * Weight: `O(1)`
         * Modes: Post-existence of `who`; Pre & post Zombie-status of `who`.
         */
        burn: TxDescriptor<Anonymize<Ifira6u9hi7cu1>>;
        /**
         * Move some assets from the sender account to another.
         *
         * Origin must be Signed.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `target`: The account to be credited.
         * - `amount`: The amount by which the sender's balance of assets should be reduced and
         * `target`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the sender balance above zero but below
         * the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
         * `target`.
         */
        transfer: TxDescriptor<Anonymize<I72tqocvdoqfff>>;
        /**
         * Move some assets from the sender account to another, keeping the sender account alive.
         *
         * Origin must be Signed.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `target`: The account to be credited.
         * - `amount`: The amount by which the sender's balance of assets should be reduced and
         * `target`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the sender balance above zero but below
         * the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
         * `target`.
         */
        transfer_keep_alive: TxDescriptor<Anonymize<I72tqocvdoqfff>>;
        /**
         * Move some assets from one account to another.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to have some amount transferred.
         * - `source`: The account to be debited.
         * - `dest`: The account to be credited.
         * - `amount`: The amount by which the `source`'s balance of assets should be reduced and
         * `dest`'s balance increased. The amount actually transferred may be slightly greater in
         * the case that the transfer would otherwise take the `source` balance above zero but
         * below the minimum balance. Must be greater than zero.
         *
         * Emits `Transferred` with the actual amount transferred. If this takes the source balance
         * to below the minimum for the asset, then the amount transferred is increased to take it
         * to zero.
         *
         * Weight: `O(1)`
         * Modes: Pre-existence of `dest`; Post-existence of `source`; Account pre-existence of
         * `dest`.
         */
        force_transfer: TxDescriptor<Anonymize<I2i27f3sfmvc05>>;
        /**
         * Disallow further unprivileged transfers of an asset `id` from an account `who`. `who`
         * must already exist as an entry in `Account`s of the asset. If you want to freeze an
         * account that does not have an entry, use `touch_other` first.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `who`: The account to be frozen.
         *
         * Emits `Frozen`.
         *
         * Weight: `O(1)`
         */
        freeze: TxDescriptor<Anonymize<I1nlrtd1epki2d>>;
        /**
         * Allow unprivileged transfers to and from an account again.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `who`: The account to be unfrozen.
         *
         * Emits `Thawed`.
         *
         * Weight: `O(1)`
         */
        thaw: TxDescriptor<Anonymize<I1nlrtd1epki2d>>;
        /**
         * Disallow further unprivileged transfers for the asset class.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         *
         * Emits `Frozen`.
         *
         * Weight: `O(1)`
         */
        freeze_asset: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Allow unprivileged transfers for the asset again.
         *
         * Origin must be Signed and the sender should be the Admin of the asset `id`.
         *
         * - `id`: The identifier of the asset to be thawed.
         *
         * Emits `Thawed`.
         *
         * Weight: `O(1)`
         */
        thaw_asset: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Change the Owner of an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * The asset (and metadata) deposit is moved from the current to the new owner. Fails
         * with [`Error::IncompleteDepositTransfer`] if a lock or freeze on the current owner
         * blocks the full transfer; clear it and retry.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The new Owner of this asset.
         *
         * Emits `OwnerChanged`.
         *
         * Weight: `O(1)`
         */
        transfer_ownership: TxDescriptor<Anonymize<I3abtumcmempjs>>;
        /**
         * Change the Issuer, Admin and Freezer of an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * - `id`: The identifier of the asset to be frozen.
         * - `issuer`: The new Issuer of this asset.
         * - `admin`: The new Admin of this asset.
         * - `freezer`: The new Freezer of this asset.
         *
         * Emits `TeamChanged`.
         *
         * Weight: `O(1)`
         */
        set_team: TxDescriptor<Anonymize<Id81m8flopt8ha>>;
        /**
         * Set the metadata for an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * Funds of sender are reserved according to the formula:
         * `MetadataDepositBase + MetadataDepositPerByte * (name.len + symbol.len)` taking into
         * account any already reserved funds.
         *
         * - `id`: The identifier of the asset to update.
         * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
         * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
         * - `decimals`: The number of decimals this asset uses to represent one unit.
         *
         * Emits `MetadataSet`.
         *
         * Weight: `O(1)`
         */
        set_metadata: TxDescriptor<Anonymize<I8hff7chabggkd>>;
        /**
         * Clear the metadata for an asset.
         *
         * Origin must be Signed and the sender should be the Owner of the asset `id`.
         *
         * Any deposit is freed for the asset owner.
         *
         * - `id`: The identifier of the asset to clear.
         *
         * Emits `MetadataCleared`.
         *
         * Weight: `O(1)`
         */
        clear_metadata: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Force the metadata for an asset to some value.
         *
         * Origin must be ForceOrigin.
         *
         * Any deposit is left alone.
         *
         * - `id`: The identifier of the asset to update.
         * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
         * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
         * - `decimals`: The number of decimals this asset uses to represent one unit.
         *
         * Emits `MetadataSet`.
         *
         * Weight: `O(N + S)` where N and S are the length of the name and symbol respectively.
         */
        force_set_metadata: TxDescriptor<Anonymize<I49i39mtj1ivbs>>;
        /**
         * Clear the metadata for an asset.
         *
         * Origin must be ForceOrigin.
         *
         * Any deposit is returned.
         *
         * - `id`: The identifier of the asset to clear.
         *
         * Emits `MetadataCleared`.
         *
         * Weight: `O(1)`
         */
        force_clear_metadata: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Alter the attributes of a given asset.
         *
         * Origin must be `ForceOrigin`.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The new Owner of this asset.
         * - `issuer`: The new Issuer of this asset.
         * - `admin`: The new Admin of this asset.
         * - `freezer`: The new Freezer of this asset.
         * - `min_balance`: The minimum balance of this new asset that any single account must
         * have. If an account's balance is reduced below this, then it collapses to zero.
         * - `is_sufficient`: Whether a non-zero balance of this asset is deposit of sufficient
         * value to account for the state bloat associated with its balance storage. If set to
         * `true`, then non-zero balances may be stored without a `consumer` reference (and thus
         * an ED in the Balances pallet or whatever else is used to control user-account state
         * growth).
         * - `is_frozen`: Whether this asset class is frozen except for permissioned/admin
         * instructions.
         *
         * Emits `AssetStatusChanged` with the identity of the asset.
         *
         * Weight: `O(1)`
         */
        force_asset_status: TxDescriptor<Anonymize<Ifkr2kcak2vto1>>;
        /**
         * Approve an amount of asset for transfer by a delegated third-party account.
         *
         * Origin must be Signed.
         *
         * Ensures that `ApprovalDeposit` worth of `Currency` is reserved from signing account
         * for the purpose of holding the approval. If some non-zero amount of assets is already
         * approved from signing account to `delegate`, then it is topped up or unreserved to
         * meet the right value.
         *
         * NOTE: The signing account does not need to own `amount` of assets at the point of
         * making this call.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account to delegate permission to transfer asset.
         * - `amount`: The amount of asset that may be transferred by `delegate`. If there is
         * already an approval in place, then this acts additively.
         *
         * Emits `ApprovedTransfer` on success.
         *
         * Weight: `O(1)`
         */
        approve_transfer: TxDescriptor<Anonymize<I1ju6r8q0cs9jt>>;
        /**
         * Cancel all of some asset approved for delegated transfer by a third-party account.
         *
         * Origin must be Signed and there must be an approval in place between signer and
         * `delegate`.
         *
         * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account delegated permission to transfer asset.
         *
         * Emits `ApprovalCancelled` on success.
         *
         * Weight: `O(1)`
         */
        cancel_approval: TxDescriptor<Anonymize<I4kpeq6j7cd5bu>>;
        /**
         * Cancel all of some asset approved for delegated transfer by a third-party account.
         *
         * Origin must be either ForceOrigin or Signed origin with the signer being the Admin
         * account of the asset `id`.
         *
         * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
         *
         * - `id`: The identifier of the asset.
         * - `delegate`: The account delegated permission to transfer asset.
         *
         * Emits `ApprovalCancelled` on success.
         *
         * Weight: `O(1)`
         */
        force_cancel_approval: TxDescriptor<Anonymize<I5na1ka76k6811>>;
        /**
         * Transfer some asset balance from a previously delegated account to some third-party
         * account.
         *
         * Origin must be Signed and there must be an approval in place by the `owner` to the
         * signer.
         *
         * If the entire amount approved for transfer is transferred, then any deposit previously
         * reserved by `approve_transfer` is unreserved.
         *
         * - `id`: The identifier of the asset.
         * - `owner`: The account which previously approved for a transfer of at least `amount` and
         * from which the asset balance will be withdrawn.
         * - `destination`: The account to which the asset balance of `amount` will be transferred.
         * - `amount`: The amount of assets to transfer.
         *
         * Emits `TransferredApproved` on success.
         *
         * Weight: `O(1)`
         */
        transfer_approved: TxDescriptor<Anonymize<I59mhdb9omdqfa>>;
        /**
         * Create an asset account for non-provider assets.
         *
         * A deposit will be taken from the signer account.
         *
         * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
         * to be taken.
         * - `id`: The identifier of the asset for the account to be created.
         *
         * Emits `Touched` event when successful.
         */
        touch: TxDescriptor<Anonymize<Ic5b47dj4coa3r>>;
        /**
         * Return the deposit (if any) of an asset account or a consumer reference (if any) of an
         * account.
         *
         * The origin must be Signed.
         *
         * - `id`: The identifier of the asset for which the caller would like the deposit
         * refunded.
         * - `allow_burn`: If `true` then assets may be destroyed in order to complete the refund.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * the asset account contains holds or freezes in place.
         *
         * Emits `Refunded` event when successful.
         */
        refund: TxDescriptor<Anonymize<I9vl5kpk0fpakt>>;
        /**
         * Sets the minimum balance of an asset.
         *
         * Only works if there aren't any accounts that are holding the asset or if
         * the new value of `min_balance` is less than the old one.
         *
         * Origin must be Signed and the sender has to be the Owner of the
         * asset `id`.
         *
         * - `id`: The identifier of the asset.
         * - `min_balance`: The new value of `min_balance`.
         *
         * Emits `AssetMinBalanceChanged` event when successful.
         */
        set_min_balance: TxDescriptor<Anonymize<I717jt61hu19b4>>;
        /**
         * Create an asset account for `who`.
         *
         * A deposit will be taken from the signer account.
         *
         * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
         * to be taken.
         * - `id`: The identifier of the asset for the account to be created, the asset status must
         * be live.
         * - `who`: The account to be created.
         *
         * Emits `Touched` event when successful.
         */
        touch_other: TxDescriptor<Anonymize<I1nlrtd1epki2d>>;
        /**
         * Return the deposit (if any) of a target asset account. Useful if you are the depositor.
         *
         * The origin must be Signed and either the account owner, depositor, or asset `Admin`. In
         * order to burn a non-zero balance of the asset, the caller must be the account and should
         * use `refund`.
         *
         * - `id`: The identifier of the asset for the account holding a deposit.
         * - `who`: The account to refund.
         *
         * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
         * the asset account contains holds or freezes in place.
         *
         * Emits `Refunded` event when successful.
         */
        refund_other: TxDescriptor<Anonymize<I1nlrtd1epki2d>>;
        /**
         * Disallow further unprivileged transfers of an asset `id` to and from an account `who`.
         *
         * Origin must be Signed and the sender should be the Freezer of the asset `id`.
         *
         * - `id`: The identifier of the account's asset.
         * - `who`: The account to be unblocked.
         *
         * Emits `Blocked`.
         *
         * Weight: `O(1)`
         */
        block: TxDescriptor<Anonymize<I1nlrtd1epki2d>>;
        /**
         * Transfer the entire transferable balance from the caller asset account.
         *
         * NOTE: This function only attempts to transfer _transferable_ balances. This means that
         * any held, frozen, or minimum balance (when `keep_alive` is `true`), will not be
         * transferred by this function. To ensure that this function results in a killed account,
         * you might need to prepare the account by removing any reference counters, storage
         * deposits, etc...
         *
         * The dispatch origin of this call must be Signed.
         *
         * - `id`: The identifier of the asset for the account holding a deposit.
         * - `dest`: The recipient of the transfer.
         * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
         * of the funds the asset account has, causing the sender asset account to be killed
         * (false), or transfer everything except at least the minimum balance, which will
         * guarantee to keep the sender asset account alive (true).
         */
        transfer_all: TxDescriptor<Anonymize<I7f7v8192r1lmq>>;
        /**
         * Sets the trusted reserve information of an asset.
         *
         * Origin must be the Owner of the asset `id`. The origin must conform to the configured
         * `CreateOrigin` or be the signed `owner` configured during asset creation.
         *
         * - `id`: The identifier of the asset.
         * - `reserves`: The full list of trusted reserves information.
         *
         * Emits `AssetMinBalanceChanged` event when successful.
         */
        set_reserves: TxDescriptor<Anonymize<Idjrs24gh0qv5l>>;
    };
    Channels: {
        /**
         * Opens a channel with `counterparty` and pays `amount` into the caller's ledger balance.
         *
         * ## Dispatch Origin
         * Signed, by the opener, who pays the storage deposit and the amount.
         *
         * ## Cost
         * O(1): one transfer, four items written; the first channel in an asset adds the loan of
         * its minimum balance to the same transfer.
         */
        open: TxDescriptor<Anonymize<Ie0cu4ulmqepgb>>;
        /**
         * Proposes a channel that both fund: pays `amount` in and asks `counterparty` to pay
         * `requested` in before `deadline_ms`.
         *
         * ## Dispatch Origin
         * Signed, by the opener, who pays the storage deposit and the amount. Both come back if
         * the proposal is declined, withdrawn or expires.
         *
         * ## Cost
         * As [`Call::open`], and a push on the timetable.
         */
        propose: TxDescriptor<Anonymize<I7n4fn7n7q9643>>;
        /**
         * Accepts a proposal: pays what was requested into the caller's ledger balance.
         *
         * ## Dispatch Origin
         * Signed, by the counterparty, while `now < deadline_ms`.
         *
         * ## Cost
         * O(1): one transfer, two items written.
         */
        accept: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Declines a proposal: the opener gets its money and deposit back.
         *
         * ## Dispatch Origin
         * Signed, by the counterparty.
         *
         * ## Cost
         * O(1): one transfer, four items removed.
         */
        decline: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Withdraws a proposal: the opener gets its money and deposit back.
         *
         * ## Dispatch Origin
         * Signed, by the opener.
         *
         * ## Cost
         * As [`Call::decline`].
         */
        withdraw_proposal: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Pays `amount` from the caller's account into its ledger balance.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * O(1): one transfer, two items written.
         */
        deposit: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Takes `amount` of the caller's free ledger balance out to its account. Works as long
         * as there is a channel, also while it is closing or resolving.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * O(1): one transfer, two items written.
         */
        withdraw: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Pays `amount` of the caller's free ledger balance to the other party, at once.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * One read and one write: the channel. No transfer.
         */
        pay: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Sets the terms on which the caller forwards other people's payments over its side of the
         * channel; `None` withdraws the consent to forward.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * One read and one write: the channel.
         */
        set_policy: TxDescriptor<Anonymize<Ieq8iesb343hrp>>;
        /**
         * Commits `amount` of the caller's free ledger balance to off-chain payments. From then on
         * only signed states divide it.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * One read and one write: the channel. No transfer.
         */
        commit: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Commits `amount` straight from the caller's account. No signature of the other party is
         * needed, and every state signed so far stays good.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * O(1): one transfer, two items written.
         */
        top_up: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Takes what both parties signed for out of the committed balance into their ledger
         * balances, while the channel stays open. States up to its version count no more.
         *
         * ## Dispatch Origin
         * Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
         * parties is the authority.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; one read and one write of the channel.
         * No transfer.
         */
        withdraw_committed: TxDescriptor<Anonymize<I5m918qm6qrngg>>;
        /**
         * Closes the channel at once, as both parties signed, and pays both. Works also while the
         * channel is closing, with a version above that of the state presented last: it ends the
         * dispute without a penalty, but for the reward that a presenter surely has by that state.
         *
         * ## Dispatch Origin
         * Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
         * parties is the authority.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; at most one transfer for each party
         * and the challenger; five items removed.
         */
        close: TxDescriptor<Anonymize<I2klovji1el1nu>>;
        /**
         * Closes the channel without the other party: with the latest signed state, or, where none
         * was ever signed (since the last co-signed withdrawal), with none. Then the challenge
         * period runs, after which the channel settles by itself. A channel that has nothing
         * committed settles at once.
         *
         * Who would have had more by this state, or by one presented after it, than by the one that
         * counts in the end pays for that, and loses [`Config::ClosingDeposit`]. A party that lost
         * its states calls [`Call::close_after_loss`]. With HTLCs it is operational, as
         * [`Call::challenge`].
         *
         * ## Dispatch Origin
         * Signed, by a party. Its own signature may be missing.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; a read for each HTLC; two items written, a
         * deposit held, a push on the timetable. The weight has what the hook does for it later, too: looking twice, at the
         * largest state.
         */
        force_close: TxDescriptor<Anonymize<I35o0ma8pjg355>>;
        /**
         * Presents a later state of a closing channel. An operational call: it finds room in a
         * block that others have filled, for normal fees. Where the runtime checks what is
         * [urgent](bloc_primitives::urgent), one that would be refused is not even included.
         *
         * ## Dispatch Origin
         * Signed, by anyone: the [consent](Call::approve) of both parties is the authority. Who is
         * no party and presents the state by which the channel settles gets
         * [`Config::ChallengerShare`] of the penalties.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; a read for each HTLC that is new; one
         * item written.
         */
        challenge: TxDescriptor<Anonymize<I30vvladphck0c>>;
        /**
         * Settles a closing channel after its challenge period, or pays out what has been decided
         * in a resolving one. The hook does the same by itself when the challenge period and when
         * the last deadline is over; who wants an HTLC's amount before that calls this.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * A read for each HTLC; at most one transfer for each party and the challenger, and one of
         * the closing deposit. The weight of HTLCs that there are not is given back.
         */
        settle: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Makes a preimage public. It counts for every HTLC with its hash and a deadline after
         * now.
         *
         * ## Dispatch Origin
         * Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
         *
         * ## Cost
         * One hash; one item written, a push on the timetable, a deposit held.
         */
        reveal_preimage: TxDescriptor<Anonymize<Icmtdm6ihs859m>>;
        /**
         * Forgets a preimage that has been kept for long enough and returns its deposit. The hook
         * does the same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * One item removed, a deposit released.
         */
        forget_preimage: TxDescriptor<Anonymize<I93b73p0pvi9q6>>;
        /**
         * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
         *
         * ## Dispatch Origin
         * Signed, by the owner of the credit.
         *
         * ## Cost
         * O(1): one transfer, one item removed.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
        /**
         * Makes a preimage public for which an HTLC of this channel waits, whose dispute is under
         * way or which is resolving. The same as [`Call::reveal_preimage`], but an operational call,
         * as [`Call::challenge`]: whether the HTLC is won is decided by when it gets into a block.
         *
         * ## Dispatch Origin
         * Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
         *
         * ## Cost
         * As [`Call::reveal_preimage`], and a read.
         */
        reveal_for: TxDescriptor<Anonymize<I2een4981854in>>;
        /**
         * Closes the channel of a party that has lost its states, which says itself what is its
         * own: `claim`, from nothing to all that it has committed since the base. Twice the
         * channel's challenge period runs, but at most [`Config::MaxChallengePeriodMs`], in which
         * anyone can present a state with [`Call::challenge`].
         *
         * If nobody does, the closer gets what it claimed and the other party the rest. It gets
         * more than that only if the other party presents a state that says so. A claim of no more
         * than what is due to it costs nothing; one above that costs as with any other close.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * As [`Call::force_close`] without a state.
         */
        close_after_loss: TxDescriptor<Anonymize<I39mju70vrks5c>>;
        /**
         * Consents to `message` on chain, as if the caller had signed it: for a party that has no
         * key, as a multisig, a pure proxy or a treasury, and whose signature may be missing then,
         * whoever presents the message. (Where it presents it itself, that is consent enough.)
         *
         * It cannot be taken back, since the other party may rely on it. It counts until the message
         * cannot be carried out any more; then [`Call::forget_approval`] returns the deposit.
         *
         * ## Dispatch Origin
         * Signed, by a party, which pays a deposit for each approval.
         *
         * ## Cost
         * One hash; a read of the channel, and of the dispute if there is one; one item written, a
         * deposit held.
         */
        approve: TxDescriptor<Anonymize<I6vftsis7ejrpf>>;
        /**
         * Forgets an approval that counts no more, and returns its deposit to whoever approved: the
         * channel is gone or settled, its base is another by now, a state of as high a version was
         * presented in a dispute, or the time is over in which what was approved could be carried out.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * A read of the channel, and of the dispute if there is one; one item removed, a deposit
         * released.
         */
        forget_approval: TxDescriptor<Anonymize<Ider8v18rlm6mi>>;
        /**
         * Sets where the caller's money goes when the channel ends, together or alone: its balances,
         * what it gets of the other's penalty, and what HTLCs and locks bring it then. `None` is its own
         * account, as at first. What it [withdraws](Call::withdraw), and what comes back of a
         * proposal, goes to its own account in any case.
         *
         * A payout that is refused there becomes a credit of the party, which can have it paid to any
         * account.
         *
         * ## Dispatch Origin
         * Signed, by a party, as long as there is a channel.
         *
         * ## Cost
         * One read and one write: the channel.
         */
        set_payout: TxDescriptor<Anonymize<I3vleicq9gq6t0>>;
        /**
         * Requests that `amount` of what the caller has committed become its ledger balance, without
         * the other party. `state` is the newest state that the caller holds complete, by which it has
         * as much for sure; it is none where none was signed on this base, or none
         * since one was shown with another request.
         *
         * For the channel's challenge period anybody can [contest](Call::contest_withdrawal) that by a
         * later state in which the caller has less. Then what is requested is done by itself, or by
         * [`Call::finish_withdrawal`]. Meanwhile neither party signs a state that leaves the caller
         * less than `amount`: all others stay good, whatever comes of it. Beside the amount it keeps
         * [`Config::WithdrawalReserve`] of all that is committed: the rest comes out by closing.
         *
         * Nobody takes it back. Both together end it, by closing or by a new base. If a party closes
         * alone meanwhile, it is judged by the state that counts: if that is a later one, in which the
         * caller has less than the amount and the reserve, the caller answers for the state that it has
         * shown as for one that it had presented.
         *
         * From now on nothing older than `state` counts for either party: a close without a state goes
         * by it, and so does a request without one.
         *
         * ## Dispatch Origin
         * Signed, by a party of an open channel that is not bound there, which puts
         * [`Config::ClosingDeposit`] down. One request of a party at a time.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; one item written, a deposit held, a
         * push on the timetable. The weight has what the hook does for it later, too, and what the
         * place among urgent calls is worth that contesting it takes.
         */
        request_withdrawal: TxDescriptor<Anonymize<Ifu5ps2iaaa34b>>;
        /**
         * Contests what this `side` has requested to withdraw, by a state of a later version than the
         * requester has shown, in which it has less than that and the reserve for sure. That is as if the
         * requester closed with the state that it has shown, with what it has put down as its closing
         * deposit, and the caller [challenged](Call::challenge) that at once. The deposit goes to whoever
         * presented the state that counts in the end, if the requester has claimed too much by that. An
         * operational call, as [`Call::challenge`].
         *
         * ## Dispatch Origin
         * Signed, by anyone: the [consent](Call::approve) of both parties to the state is the
         * authority.
         *
         * ## Cost
         * Two signatures, or a read for each that is missing; a read for each HTLC of both states; two
         * items written, and a push on the timetable. What the hook does later the requester has paid.
         */
        contest_withdrawal: TxDescriptor<Anonymize<Iedgbkcksfju1m>>;
        /**
         * Does what this `side` has requested and nobody has contested for the channel's challenge
         * period. The hook does the same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * One read and one write of the channel; a deposit released. No transfer.
         */
        finish_withdrawal: TxDescriptor<Anonymize<I4hi9dkvj0pb79>>;
    };
    Mpp: {
        /**
         * Registers an invoice on chain. Each invoice is paid once.
         *
         * ## Dispatch Origin
         * Signed, by the payee, who pays the storage deposit until the invoice is cancelled or its
         * deadline comes.
         *
         * ## Cost
         * O(1): three items written, a push on the timetable, a deposit held.
         */
        register_invoice: TxDescriptor<Anonymize<Idu3u4qcgbitev>>;
        /**
         * Cancels an invoice. A complete payment that waits for it, of `size` at the most, is
         * released.
         *
         * ## Dispatch Origin
         * Signed, by the payee, while the invoice is not paid, nor a payment of it decided by its
         * preimage.
         *
         * ## Cost
         * Two items removed, a deposit released; and as [`Call::cancel`] if a payment waits.
         */
        cancel_invoice: TxDescriptor<Anonymize<Ife5j9380e2ukg>>;
        /**
         * Removes an invoice whose deadline has come, and returns its deposit. The hook does the
         * same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * Two items removed, a deposit released.
         */
        expire_invoice: TxDescriptor<Anonymize<I7grlrcdqouapq>>;
        /**
         * Opens a payment of an invoice: locks the amounts of `routes`, one part for each. Once
         * the parts bring `total`, the payment is complete, and the preimage of its hash opens it.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who pays the storage deposit until the payment ends.
         *
         * ## Details
         * Each route says what goes over each channel. Each party in between has to keep what its
         * policies ask for, and `max_fee` is the most that they keep of all parts together, those
         * that are added later included. Of what is not paid they keep instead what their policies
         * ask for having waited, for as long as it was locked: that, too, is at most `max_fee`.
         * `total` is what the invoice asks for, or up to twice that. If the invoice does not allow
         * parts, there has to be one that brings all.
         *
         * A payment whose preimage is not revealed before `deadline_ms` is released: no later than
         * the invoice's deadline, and at least [`Config::MinClaimMs`] and at most
         * [`Config::MaxHoldMs`] ahead. So is one that is not complete after
         * [`Config::MaxGatherMs`], or when no more than [`Config::MinClaimMs`] is left until then.
         *
         * ## Cost
         * One read and one write of each channel, one item for each part; beside that O(1): at
         * most five items written, a push on the timetable, a deposit held. A signature for a
         * signed invoice.
         */
        pay: TxDescriptor<Anonymize<I7dbrh24aahvo2>>;
        /**
         * Adds parts to a payment that is not complete.
         *
         * ## Dispatch Origin
         * Signed, by the payer.
         *
         * ## Cost
         * One read and one write of each channel, one item for each part; beside that O(1).
         */
        add_parts: TxDescriptor<Anonymize<Iet36bknn19p7p>>;
        /**
         * Releases a part of an incomplete payment, of at most so many `hops`.
         *
         * ## Dispatch Origin
         * Signed, by the payer.
         *
         * ## Cost
         * One read and one write of each channel of the part; beside that O(1).
         */
        drop_part: TxDescriptor<Anonymize<I8c74qdmdt2iq9>>;
        /**
         * Releases a part of an incomplete payment, of at most so many `hops`, and adds others in
         * its place.
         *
         * ## Dispatch Origin
         * Signed, by the payer.
         *
         * ## Cost
         * As [`Call::drop_part`] and [`Call::add_parts`] together.
         */
        replace_part: TxDescriptor<Anonymize<Ieb1kqo31k6vmi>>;
        /**
         * Reveals the preimage of a complete payment, and settles every part in every channel: the
         * payee and all in between are paid. An operational call: it finds room in a block that
         * others have filled, for normal fees. Where the runtime checks what is
         * [urgent](bloc_primitives::urgent), one that would be refused is not even included.
         *
         * ## Dispatch Origin
         * Signed, by anyone who knows the preimage, before the deadline; but not by the payee of a
         * payment that is bound. Whoever it is pays the storage deposit of the preimage's place in
         * the registry, and the payee is paid.
         *
         * ## Cost
         * One read and one write of each channel, one item removed for each part; what the
         * registry takes, and whoever it tells; beside that O(1). Declared for a payment of
         * `size`, which is in [`Event::PaymentCompleted`]; what is not used is given back.
         */
        claim: TxDescriptor<Anonymize<I3qucb2g55done>>;
        /**
         * Ends a payment without paying: every part is released in every channel.
         *
         * ## Dispatch Origin
         * Signed: by the payee until the preimage is public, unless it has bound itself; by the
         * payer while the payment is not complete.
         *
         * ## Cost
         * One read and one write of each channel, one item removed for each part; beside that
         * O(1). Declared for a payment of `size`; what is not used is given back.
         */
        cancel: TxDescriptor<Anonymize<I3dq3bdiuu385t>>;
        /**
         * Settles a payment whose preimage was revealed in time, or releases one whose time is
         * over. The hook does the same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * As [`Call::claim`] or [`Call::cancel`].
         */
        settle: TxDescriptor<Anonymize<I3dq3bdiuu385t>>;
        /**
         * Pays an invoice at once, over all `routes`, without a preimage: if its payee has agreed
         * to that. Nothing waits, and nothing is locked.
         *
         * ## Dispatch Origin
         * Signed, by the payer. If the invoice is one that was signed off chain, the payer pays
         * the storage deposit of what remembers until its deadline that it is paid.
         *
         * ## Details
         * The routes bring `total`, to the unit. All else is as in [`Call::pay`]. A signed invoice
         * is refused while another one of its payee's with the same hash is registered.
         *
         * ## Cost
         * One read and one write of each channel, and of the invoice.
         */
        pay_instant: TxDescriptor<Anonymize<I8gn7oadsqglt6>>;
    };
    Rebalancing: {
        /**
         * Sets how the caller's channels in an asset are to be kept in balance; `None` removes the
         * policy. An automatic one begins with a look: a run is due at once, or an interval after
         * the last run or look. What is spent of the present period stays spent. Channels that are
         * opened from then on are tracked; those that the caller has already it names in
         * [`Call::track`].
         *
         * ## Dispatch Origin
         * Signed, by the account, who pays the storage deposit.
         *
         * ## Cost
         * O(1): one item written, a deposit held or released, a push on the timetable.
         */
        set_policy: TxDescriptor<Anonymize<I65omdgc1521ia>>;
        /**
         * Sets how one of the caller's channels is to be treated; `None` has it treated as the
         * others. From then on it is tracked if, and only if, that leaves it to automatic runs;
         * what is out of balance then is noted.
         *
         * ## Dispatch Origin
         * Signed, by a party of the open channel that has a policy in its asset, and pays the
         * storage deposit.
         *
         * ## Cost
         * O(1): the channel and two items read and written, a deposit held or released, and if
         * there is news a push on the timetable.
         */
        set_channel_policy: TxDescriptor<Anonymize<Ifo16j2oedni2n>>;
        /**
         * Moves the caller's money in cycles, out over one of its channels and back over another:
         * all of it or nothing.
         *
         * ## Dispatch Origin
         * Signed, by the account. It needs no policy; without one the usual band counts, 20 to 80
         * hundredths round a half.
         *
         * ## Details
         * Each hop names what goes over which channel. Every forwarder's policy has to admit what
         * leaves it and leave it its fee or more; all fees together are at most `max_fee` and the
         * fee limit of the caller's policy. Of the caller's channels none may come out of its
         * thresholds or farther out, and together they have to be better for it: first counts how
         * far outside of their thresholds they lie, then how far from their targets. The budget is
         * for automatic runs and does not count here.
         *
         * ## Cost
         * A read and a write for each channel, one read for the policy, and one for each of the
         * caller's channels if any has a policy of its own. No transfer.
         */
        rebalance: TxDescriptor<Anonymize<I3ep31ud4s624m>>;
        /**
         * The same by a worker, when an automatic run of `account` is due: within what is left of
         * the period's budget, which is charged before anything moves. If it cannot be done,
         * nothing moves, an event says why, and the next run is due later and later.
         *
         * ## Dispatch Origin
         * Signed, by the account or its operator.
         *
         * ## Cost
         * As [`Call::rebalance`], the policy written, a push on the timetable.
         */
        run: TxDescriptor<Anonymize<Ialbn4mfr98be3>>;
        /**
         * Reports why there is no run of `account` though one is due. Nobody checks it: it is about
         * the account's own channels, and decides only when a worker looks again.
         *
         * ## Dispatch Origin
         * Signed, by the account or its operator.
         *
         * ## Cost
         * One item read and written, a push on the timetable.
         */
        report: TxDescriptor<Anonymize<Iaj4fnfbp5cpbc>>;
        /**
         * Proposes that `amount` goes round over these channels without any fee, from the caller
         * back to the caller. The caller accepts by this.
         *
         * ## Dispatch Origin
         * Signed, by the one who pays over the first channel, and pays the storage deposit.
         *
         * ## Cost
         * O(hops): each channel read, two items written, a deposit held, a push on the timetable.
         */
        propose: TxDescriptor<Anonymize<Idcn1nssr45dcl>>;
        /**
         * Accepts a proposed cycle. With the last to accept it is executed, or that one's call is
         * refused and can be made again.
         *
         * ## Dispatch Origin
         * Signed, by the owner of one of its channels, while `now < deadline_ms`.
         *
         * ## Cost
         * One item read and written. With the last: a read and a write for each channel, and the
         * deposit released; what that takes is given back by the others.
         */
        accept: TxDescriptor<Anonymize<Ibmifqrssunvco>>;
        /**
         * Ends a proposed cycle. Who has accepted already, or proposed it, can do so, too, as long
         * as it is not executed.
         *
         * ## Dispatch Origin
         * Signed, by the owner of one of its channels.
         *
         * ## Cost
         * One item removed, a deposit released.
         */
        decline: TxDescriptor<Anonymize<Ibmifqrssunvco>>;
        /**
         * Tracks the caller's channels, or no longer: only what happens in a tracked one is noted.
         * What is out of balance in them already is noted, too.
         *
         * ## Dispatch Origin
         * Signed, by a party of each. To be tracked, they have to be in one asset, in which the
         * caller has an automatic policy that no policy for the single channel takes back.
         *
         * ## Details
         * New channels need no such call. The other party bears a part of the cost of a tracked
         * channel: each change of its ledger reads one item more. `subscribed` in the channel
         * itself says what is so.
         *
         * ## Cost
         * O(channels): each channel read and written, and its policy read if any has one; the
         * policy read, and if there is news written, with a push on the timetable.
         */
        track: TxDescriptor<Anonymize<I4ge19krbn57kh>>;
        /**
         * Names who may call [`Call::run`] and [`Call::report`] for the caller's channels in an
         * asset, and nothing else; `None`: nobody. So the caller's own key need not be on any
         * node.
         *
         * ## Dispatch Origin
         * Signed, by an account with a policy in the asset.
         *
         * ## Cost
         * O(1): one item read and written, and another removed if the operator before acted.
         */
        set_operator: TxDescriptor<Anonymize<Ifp8qr3gvr0662>>;
        /**
         * Has the caller's worker act for an account that named the caller, or no longer. Without
         * this it does not: it pays its transactions itself, and whom others name is for them to
         * choose.
         *
         * ## Dispatch Origin
         * Signed, by the account's operator.
         *
         * ## Cost
         * O(1): one item read and one written.
         */
        operate: TxDescriptor<Anonymize<I7rsk22bdkn03d>>;
    };
    Lsp: {
        /**
         * Registers the caller as a provider in an asset, with its bond and terms.
         *
         * ## Dispatch Origin
         * Signed, by the provider, who pays the storage deposit until it leaves.
         *
         * ## Cost
         * O(1): three items written and a deposit held; a pot and a transfer.
         */
        register: TxDescriptor<Anonymize<I79v3ccvn92ubc>>;
        /**
         * Sets other terms, for channels that are opened from now on. Not while something on the
         * menu binds, whose readers have reckoned with the former; and not for another region, in
         * which one is by registering there.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item read and one written.
         */
        set_terms: TxDescriptor<Anonymize<Iajt5bm8idpabb>>;
        /**
         * Sets what the caller offers: up to eight items, from the cheaper to the dearer. Each
         * that still runs has to be in it, as it is; so nothing that somebody has read is taken
         * away or gets worse.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written.
         */
        set_menu: TxDescriptor<Anonymize<I5f3s0k6u2m0of>>;
        /**
         * Brings liquidity: it lies in the pot, so that nobody has to be awake when it is wanted.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): two items written, a pot and a transfer.
         */
        stock: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Takes liquidity back that is neither reserved nor leased. Offers for which too little is
         * left go.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): two items written, a pot and a transfer; for each offer that goes, its shelf's
         * directory and a page. What is not used is given back.
         */
        unstock: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Brings more bond.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written, a pot and a transfer.
         */
        add_bond: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Takes bond back that stands for nothing, down to [`Config::MinBond`]. Offers for which
         * too little is left go.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written, a pot and a transfer; for each offer that goes, its shelf's
         * directory and a page. What is not used is given back.
         */
        withdraw_bond: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Is no provider in an asset any more, once no lease and no reservation binds it, and has
         * all of it back.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): four items removed or written, a deposit returned, a pot and a transfer; for each
         * of its offers its shelf's directory and a page. What is not used is given back.
         */
        leave: TxDescriptor<Anonymize<I8v8h2h09ve4c5>>;
        /**
         * Gives a sign of life, which names a block of the last [`Config::BeatBlocks`] by its
         * hash: so it was not signed long before. A provider of which there is none for longer
         * than [`Config::BeatMs`] counts as away.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): two items read and one written.
         */
        beat: TxDescriptor<Anonymize<I1a6rkbcjk0g30>>;
        /**
         * Puts an item of the caller's menu on the shelf for a class of sizes and a term, where
         * requests for the best offer find it: by the item's price there, and the provider's
         * standing, region and absence as they are now. Takes the place of what the caller has
         * there already. By the caller's terms all sizes of the class have to be of use.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): the provider's item, a directory and a page of the shelf, a push on the timetable;
         * two more pages where one is split.
         */
        list: TxDescriptor<Anonymize<Id9bsfdaia0n4f>>;
        /**
         * Takes an offer off its shelf. It can be taken by its provider's name as before.
         *
         * ## Dispatch Origin
         * Signed, by the provider; by anyone once it has expired, which the hook does by itself.
         *
         * ## Cost
         * O(1): the provider's item, a directory and a page of the shelf.
         */
        delist: TxDescriptor<Anonymize<Icr8q6acu5bgt7>>;
        /**
         * Puts an offer where it belongs by what is on record of its provider now.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1): the provider's item, a directory and two pages of the shelf.
         */
        reindex: TxDescriptor<Anonymize<Icr8q6acu5bgt7>>;
        /**
         * Has stock and bond of a provider kept, at the fee that its menu asks now, until an
         * instant. What that costs is paid at once, by the provider's price for waiting, at most
         * `max_price`.
         *
         * ## Dispatch Origin
         * Signed, by the client, who pays the storage deposit until that ends.
         *
         * ## Cost
         * O(1): four items written, a deposit held, a push on the timetable, a pot and a transfer;
         * the offers that go by it.
         */
        reserve: TxDescriptor<Anonymize<Ic9m1ksnt7ttii>>;
        /**
         * Ends a reservation. What was paid for it is not paid back.
         *
         * ## Dispatch Origin
         * Signed, by the client; by anyone once its time is over, which the hook does by itself.
         *
         * ## Cost
         * O(1): three items written, a deposit returned.
         */
        end_reservation: TxDescriptor<Anonymize<I8gsbn6t2mvgan>>;
        /**
         * Opens a channel of the caller's with a provider whose liquidity is on its side from the
         * first instant on, and stays there until the lease ends. All of that happens, or nothing.
         *
         * ## Dispatch Origin
         * Signed, by the client, who pays the storage deposits of the channel and of the lease.
         *
         * ## Details
         * The client opens the channel, brings `own` beside the fee, and can close it at any time.
         * The provider is the one of whom the client has reserved, one that it names, one that has
         * signed a quote for it, or the best of the listed ones: by the fee before rounding, then
         * standing, region, absence and number. Of these, terms that are worse than the request
         * takes are passed over; otherwise they are refused.
         *
         * ## Cost
         * O(1): the provider, the sums of its region, the lease, a push on the timetable, a pot
         * and a transfer; what opening a channel takes. By name its menu, too; of the best two
         * directories and up to three pages of each, however many providers there are; of a quote a
         * signature, that it was used, and another push; the offers that go by it. What is not used
         * of the last is given back.
         */
        request_channel: TxDescriptor<Anonymize<Idkun289nkn7mh>>;
        /**
         * Pays more of the fee of a lease ahead: it goes on for that much longer, at most to its
         * end.
         *
         * ## Dispatch Origin
         * Signed, by anyone; mostly by the client.
         *
         * ## Cost
         * O(1): the lease, the channel, a pot and a transfer.
         */
        pay_fee: TxDescriptor<Anonymize<Id7pt79359o08>>;
        /**
         * Has a lease go on for longer than it would, for what the provider's menu asks for that
         * now, at most `max_fee`, paid ahead.
         *
         * ## Dispatch Origin
         * Signed, by the client.
         *
         * ## Details
         * The time that is left and the time that is added cost the same then, each its part of
         * both fees. What is used up has to be paid first; and where the provider's terms are worse
         * now than those of the lease, what it asks is not for these.
         *
         * ## Cost
         * O(1): the lease, the provider, its menu, the channel, a pot and a transfer; the offers
         * that go by it. What is not used of the last is given back.
         */
        renew: TxDescriptor<Anonymize<I5c2pkk7sa4umb>>;
        /**
         * Proposes to the other party to end a lease before `until_ms`, with `refund` of what was
         * paid ahead going back to the client; with none, takes that back, or declines what the
         * other has proposed.
         *
         * ## Dispatch Origin
         * Signed, by a party of the lease.
         *
         * ## Cost
         * O(1): an item written.
         */
        propose_end: TxDescriptor<Anonymize<I2084d78i92r04>>;
        /**
         * Ends a lease as the other party has proposed, which the caller repeats. The channel goes
         * on, and nobody is bound in it.
         *
         * ## Dispatch Origin
         * Signed, by the other party of the lease.
         *
         * ## Cost
         * O(1): as [`Call::give_up`].
         */
        accept_end: TxDescriptor<Anonymize<I3319i2v71ed86>>;
        /**
         * Gives a lease up before its time. What was paid ahead is the provider's. The channel
         * goes on, and nobody is bound in it.
         *
         * ## Dispatch Origin
         * Signed, by the client.
         *
         * ## Cost
         * O(1): the lease, the provider, the sums of its region, the channel, a deposit returned;
         * where something goes to the client, a pot and a transfer.
         */
        give_up: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Ends a lease whose time is over; or notes that the fee came out of what was first
         * received, or takes what did not come in time out of what was put down. The hook does the
         * same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1): as [`Call::give_up`].
         */
        settle: TxDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * Pays the caller all that it has earned: by leases that have ended, and by these up to
         * now.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(n) for *n* leases, at most 8: an item for each, the provider, a pot and a transfer.
         */
        collect: TxDescriptor<Anonymize<Idmiatu0rl21ep>>;
        /**
         * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
         *
         * ## Dispatch Origin
         * Signed, by the owner of the credit.
         *
         * ## Cost
         * O(1): one transfer, one item removed.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
    };
    Watchtowers: {
        /**
         * Registers a tower in `asset`, with a bond, the `key` that signs its receipts, and the
         * terms on which it can be hired. It counts as there from now on.
         *
         * ## Dispatch Origin
         * Signed, by the owner, who pays the bond and the storage deposit. One tower in each
         * asset.
         *
         * ## Cost
         * O(1): one transfer, four items written, a push on the timetable.
         */
        register: TxDescriptor<Anonymize<I805fsro9fdbjf>>;
        /**
         * Sets the terms for whoever hires the tower from now on. Hires keep theirs.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One item read and written.
         */
        set_terms: TxDescriptor<Anonymize<I5t6389fna9aml>>;
        /**
         * Says where the tower is, how to reach it, and to which key clients seal what they send.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One item read and written.
         */
        set_profile: TxDescriptor<Anonymize<Ifbkimb7oi5qc>>;
        /**
         * Has another key sign the receipts that are accepted from [`Config::BeatMs`] from now on:
         * so nobody holds one already that is dated so late. What is accepted before is bound by the
         * key of then. One key at a time waits for its time.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One item read and written.
         */
        set_key: TxDescriptor<Anonymize<I32fthg5p2eqr9>>;
        /**
         * Adds to a tower's bond.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One transfer, two items read and written.
         */
        add_bond: TxDescriptor<Anonymize<I6m0eua0ciidne>>;
        /**
         * Takes out of a tower's bond what no hire counts on.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One transfer, two items read and written.
         */
        withdraw_bond: TxDescriptor<Anonymize<I6m0eua0ciidne>>;
        /**
         * Shows that a tower is there and follows the chain: names a block of the last
         * [`Config::MaxBeatAge`] and its hash. To be made at least each [`Config::BeatMs`].
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner or the key that signs for it. It pays for the look of the
         * hook that this makes due.
         *
         * ## Cost
         * The tower is read and written, and the hash of a block read; a push where it had been
         * silent. The same however many channels it watches.
         */
        beat: TxDescriptor<Anonymize<If8uh541uuj2rc>>;
        /**
         * Says that the tower leaves in [`Config::NoticeMs`]. Nobody can hire it any more; whoever
         * has gets what it has done until then, and the rest of the deposit back.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One item read and written.
         */
        leave: TxDescriptor<Anonymize<Islut7ctfjluq>>;
        /**
         * Takes all out of a tower that has left, and that nobody can claim anything from any
         * more.
         *
         * ## Dispatch Origin
         * Signed, by the tower's owner.
         *
         * ## Cost
         * One transfer, three items removed or written.
         */
        retire: TxDescriptor<Anonymize<Islut7ctfjluq>>;
        /**
         * Pays out what a tower has earned, but for the last hour or so, of which it is not sure
         * yet.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * One transfer, two items read and written: the same for one channel and for all.
         */
        collect: TxDescriptor<Anonymize<Islut7ctfjluq>>;
        /**
         * Hires a tower for the caller's side of an open channel, as the last in the order, for as
         * long as the deposit lasts. It is hired on its terms, if these are as good as what
         * the caller `accepts`, or better.
         *
         * ## Dispatch Origin
         * Signed, by a party of the channel, or its deputy. It pays the deposit; with the first
         * tower also the storage deposit.
         *
         * ## Cost
         * O(1): one transfer, three items written, a push on the timetable; and what the hook does
         * when the hire ends: at most four looks, which two pay for, since each is weighed for
         * [`MAX_HIRES`].
         */
        hire: TxDescriptor<Anonymize<Iaoh083d8uoecd>>;
        /**
         * Adds to what a tower is paid from.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * One transfer, the channel's watches and the pot read and written.
         */
        top_up: TxDescriptor<Anonymize<If7d4usrhd3p8a>>;
        /**
         * Puts the caller's towers for a channel in another order.
         *
         * ## Dispatch Origin
         * Signed, by the party that has hired them.
         *
         * ## Cost
         * One item read and written.
         */
        reorder: TxDescriptor<Anonymize<I3iga09kma8ur6>>;
        /**
         * Sends a tower away. What it has not earned comes back, but for what is missing to
         * [`Config::MinHireMs`]; all of it, where the tower is silent or leaves.
         *
         * ## Dispatch Origin
         * Signed, by the party that has hired it. Not in a dispute: then it ends by itself.
         *
         * ## Cost
         * One transfer, four items read and written.
         */
        dismiss: TxDescriptor<Anonymize<I1uqf2jboi02kb>>;
        /**
         * Ends what is over of a watch, as the hook does by itself: hires that are dry, of towers
         * that have left, or of channels that are gone.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O([`MAX_HIRES`]): at most so many towers read and written, and two transfers.
         */
        end: TxDescriptor<Anonymize<I4hi9dkvj0pb79>>;
        /**
         * Puts the caller's newest sealed record for a channel on the chain: whole, if it is
         * small, or else its hash. For towers that do not answer, and to be found again. The last
         * one is gone.
         *
         * ## Dispatch Origin
         * Signed, by a party that has hired a tower for the channel. It pays a deposit for what is
         * kept.
         *
         * ## Cost
         * The record is read and written, and the channel's watches read: the same for the first
         * version and the millionth.
         */
        post: TxDescriptor<Anonymize<I3bb4gmnc83qj2>>;
        /**
         * Puts a state on the chain in clear, which binds the caller's towers from now on without
         * their receipts: where one takes the state and signs nothing. It costs the channel's
         * privacy.
         *
         * ## Dispatch Origin
         * Signed, by a party that has hired a tower for the channel. It pays a deposit for the
         * hash.
         *
         * ## Cost
         * Two signatures checked; the record is read and written, the channel and its watches
         * read.
         */
        post_state: TxDescriptor<Anonymize<I30vvladphck0c>>;
        /**
         * Proves that a tower let an older state settle than one that it is bound to, or the other
         * party take something out by one, while its client lost by that: pays the loss out of its
         * bond, up to its cover. Nobody is asked, and nobody votes: all is in the receipt, the state,
         * and what was noted of the channel. Where both were missed it takes two calls.
         *
         * ## Dispatch Origin
         * Signed, by anyone; the client is paid. Until [`Config::ClaimWindowMs`] after the last
         * HTLC was settled, or after what was requested was done.
         *
         * ## Cost
         * Three signatures checked, a preimage looked up for each HTLC, the channel read where
         * something was taken out of it; one transfer, the channel's watches and the tower read and
         * written.
         */
        prove_miss: TxDescriptor<Anonymize<Ie3uvp75jk58k3>>;
        /**
         * Proves that somebody else had to answer when a tower's time was over, that had signed
         * for as late a state. It costs the tower a part of its score, and no money.
         *
         * ## Dispatch Origin
         * Signed, by anyone, as long as a miss could be proved.
         *
         * ## Cost
         * One signature checked; the channel's watches and the tower read and written.
         */
        prove_late: TxDescriptor<Anonymize<Ife0svfvnaf1vi>>;
        /**
         * Proves a false report: that a tower presented an older state than one that it had signed
         * for, its response time or longer before. It costs the tower a part of its score, and no
         * money.
         *
         * ## Dispatch Origin
         * Signed, by anyone, as long as the dispute is kept.
         *
         * ## Cost
         * As [`Call::prove_late`].
         */
        prove_false: TxDescriptor<Anonymize<Ife0svfvnaf1vi>>;
        /**
         * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
         *
         * ## Dispatch Origin
         * Signed, by the owner of the credit.
         *
         * ## Cost
         * O(1): one transfer, one item removed.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
        /**
         * Demands of a tower what its receipt names by a hash: the sealed backup. It has to publish
         * it within [`Config::MinHireMs`], or a later state that both parties have signed; else its
         * cover is the caller's.
         *
         * ## Dispatch Origin
         * Signed, by the party that has hired it, while the hire lasts for as long, or a miss can be
         * proved for as long. It puts down [`Config::DemandDeposit`]: the tower's, if it answers or
         * is sent away first.
         *
         * ## Cost
         * One signature checked; the channel's watches read and written, the tower read, a deposit
         * held, a push on the timetable; and what the hook does when the time is over.
         */
        demand: TxDescriptor<Anonymize<Ife0svfvnaf1vi>>;
        /**
         * Publishes what is demanded of a tower. The client reads it from the block.
         *
         * ## Dispatch Origin
         * Signed, by anyone who has it; the deposit is the tower's.
         *
         * ## Cost
         * A hash, or two signatures checked; the channel's watches written, the tower read, a deposit
         * handed over.
         */
        answer: TxDescriptor<Anonymize<I80aag5hhkpuqt>>;
    };
    Swaps: {
        /**
         * Locks an amount under a payment hash for a receiver, until a deadline: out of the
         * caller's account, or of its free ledger balance in a channel with the receiver, where it
         * also arrives.
         *
         * ## Dispatch Origin
         * Signed, by the owner, who pays the storage deposit until the leg is forgotten.
         *
         * ## Details
         * The deadline is at least [`Config::MinLegMs`] and at most [`Config::MaxLegMs`] ahead. A
         * standstill of the chain puts it off by at most `extension_ms`, and that by no more than
         * [`Config::MaxExtensionMs`]. Nobody locks twice under one hash, so that it does no harm
         * to send the call again; nor for a preimage that is public.
         *
         * ## Cost
         * O(1): an item written and a deposit held, a push on the timetable; a pot and a transfer,
         * or a read and a write of the channel.
         */
        lock: TxDescriptor<Anonymize<Ielktdvvoie7fo>>;
        /**
         * Locks the leg at `position` (from 1) of a ring, by the terms that all of its parties
         * agreed on.
         *
         * ## Dispatch Origin
         * Signed, by the owner of that leg, who pays the storage deposit until the leg is
         * forgotten.
         *
         * ## Details
         * The chain sees to its own part: the terms are sound, with at least [`Config::MinGapMs`]
         * between any two steps of which one answers the other, and more by what a standstill may
         * add between any two deadlines; the leg is for this chain and its time to be locked is
         * not over; the bond that the terms ask for is there, and is part of the leg from now on.
         * Whether the other legs are there is for the caller to see: on their chains, in final
         * blocks.
         *
         * ## Cost
         * As [`Call::lock`], and for a bond an item removed and a deposit returned; O(n²)
         * comparisons for *n* legs, at most 14.
         */
        lock_ring: TxDescriptor<Anonymize<Ifno9c7b4u4i71>>;
        /**
         * Puts up the bond that the terms of a ring ask for, for the leg at `position`. If the leg
         * is not locked in time, the bond comes back. If it is, and then claimed, handed back or
         * divided, the bond comes back with that; if it goes back to its owner at its deadline,
         * its owner gets the bond, too: for having waited in vain.
         *
         * ## Dispatch Origin
         * Signed, by the receiver of that leg, who pays the storage deposit until the leg takes
         * the bond, or it comes back.
         *
         * ## Cost
         * O(1): an item written and a deposit held, a push on the timetable, a pot and a transfer;
         * O(n²) comparisons for *n* legs, at most 14.
         */
        post_bond: TxDescriptor<Anonymize<Ifnnu2odod0ppd>>;
        /**
         * Reveals a preimage and pays the legs of these owners that wait for it, each to its
         * receiver. An operational call: it finds room in a block that others have filled, for
         * normal fees. Where the runtime checks what is [urgent](bloc_primitives::urgent), one
         * that would be refused is not even included.
         *
         * ## Dispatch Origin
         * Signed, by anyone who knows the preimage, before the deadline. Whoever it is pays the
         * storage deposit of the preimage's place in the registry.
         *
         * ## Details
         * What cannot be claimed is left out, so that nobody's claim fails because somebody else
         * was first. If that is all of them, the call is refused, for the reason of the first.
         *
         * ## Cost
         * For each leg an item written, and what its money takes: a transfer from the pot (one for
         * all legs of a receiver), or a read and a write of a channel; what the registry takes,
         * and whoever it tells. Declared for legs with bonds in other assets; what is not used is
         * given back.
         */
        claim: TxDescriptor<Anonymize<I76etii5jbftla>>;
        /**
         * Ends a leg that is decided: to its receiver if its preimage was revealed before the
         * deadline, by whatever call of whatever pallet; otherwise, from the deadline on, back to
         * its owner. The hook does the same by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * As [`Call::claim`] for one leg, but for the registry: one read of it.
         */
        settle: TxDescriptor<Anonymize<I8fid2jouagsqc>>;
        /**
         * Gives a leg back to its owner before its time is over, and the bond to the receiver.
         *
         * ## Dispatch Origin
         * Signed, by the receiver; or by anyone with the receiver's `consent`, a signature over
         * [`payload`](consent::payload).
         *
         * ## Cost
         * As [`Call::settle`], and a signature.
         */
        hand_back: TxDescriptor<Anonymize<I1gra7ua0d3v4t>>;
        /**
         * Divides a leg before its time is over: so much to the receiver, the rest to the owner,
         * and the bond to the receiver.
         *
         * ## Dispatch Origin
         * Signed, by the owner or the receiver with the other's consent, or by anyone with both:
         * each a signature over [`payload`](consent::payload).
         *
         * ## Cost
         * As [`Call::settle`], with a transfer more and up to two signatures.
         */
        divide: TxDescriptor<Anonymize<Ibe3bndp2i5rlb>>;
        /**
         * Returns the bond for a leg that was not locked in time, as the hook does by itself.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1): an item removed, a transfer, a deposit returned.
         */
        return_bond: TxDescriptor<Anonymize<I12l4mc26pdpen>>;
        /**
         * Forgets a leg that has ended, as the hook does [`Config::KeepMs`] later by itself.
         *
         * ## Dispatch Origin
         * Signed, by the owner; by anyone once it has been kept for that long.
         *
         * ## Cost
         * O(1): an item removed, a deposit returned.
         */
        prune: TxDescriptor<Anonymize<I8fid2jouagsqc>>;
        /**
         * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
         *
         * ## Dispatch Origin
         * Signed, by the owner of the credit.
         *
         * ## Cost
         * O(1): one transfer, one item removed.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
        /**
         * Says on what terms the caller swaps between the chain and channels from now on. While they
         * stand they can only be given more room, at the same rates. Once they have expired or are
         * paused, any can be set, and stand.
         *
         * ## Dispatch Origin
         * Signed, by the provider, who pays the storage deposit until it closes the quote.
         *
         * ## Cost
         * O(1): an item written; the first time an index, too, and a deposit held.
         */
        set_quote: TxDescriptor<Anonymize<Ien1oaoveaqlec>>;
        /**
         * Lets nobody take a quote any more, from the next block on; or again.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written.
         */
        pause_quote: TxDescriptor<Anonymize<Ibjjpehc7koebn>>;
        /**
         * Removes a quote that does not stand and by which nothing is under way, and returns its
         * stock.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): two items removed, a deposit returned; for a stock a pot and a transfer.
         */
        close_quote: TxDescriptor<Anonymize<I9rm1dpj0scr8t>>;
        /**
         * Puts up more to pay swaps out of channels.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written, a pot and a transfer.
         */
        add_stock: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Takes some of that back, while the quote does not stand.
         *
         * ## Dispatch Origin
         * Signed, by the provider.
         *
         * ## Cost
         * O(1): an item written, a pot and a transfer.
         */
        take_stock: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Swaps money on the chain into channels: locks it for a provider, who pays an invoice
         * under the same payment hash. Both halves end in the same call.
         *
         * ## Dispatch Origin
         * Signed, by the taker, who pays the storage deposits of the leg and of the payment.
         *
         * ## Details
         * What the call names holds, or nothing happens. What the quote asks for opening, and
         * `max_fee`, is paid at once, and not back; nothing, if the provider is to pay in another
         * network.
         *
         * ## Cost
         * As [`Call::lock`], a transfer, an item written, and what a payment takes.
         */
        swap_in: TxDescriptor<Anonymize<I7anhbgjnrb634>>;
        /**
         * Swaps money in channels onto the chain: pays a provider under a payment hash for which
         * some of its stock is locked for `to`. Both halves end in the same call. The leg has the
         * taker's name, and what cannot be paid out to `to` is the taker's credit.
         *
         * ## Dispatch Origin
         * Signed, by the taker, who pays the storage deposits of the leg and of the payment.
         *
         * ## Cost
         * Two items written, a deposit held, a transfer, and what a payment takes.
         */
        swap_out: TxDescriptor<Anonymize<I4at8gjfplm1hh>>;
        /**
         * Gives a swap out of channels up before its time is over, while its preimage is not
         * public: its leg goes back into the provider's stock, which it would have done at the
         * deadline, and its payment, of `size` at the most, to the taker.
         *
         * ## Dispatch Origin
         * Signed, by the receiver of the leg; or by anyone with the receiver's `consent`, a
         * signature over [`payload`](consent::payload) to hand the leg back.
         *
         * ## Cost
         * As that of whoever makes payments to cancel one, with the end of its leg; and a
         * signature.
         */
        cancel_swap: TxDescriptor<Anonymize<I90kej6sub10ud>>;
    };
    Streaming: {
        /**
         * Opens a stream to `payee` with a deposit of its own, as `spec` says. One that the payer
         * may not cancel alone ends after [`Config::MaxBoundMs`] at the latest.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who pays the storage deposit and the deposit.
         *
         * ## Cost
         * O(1): one transfer, five items written, a push on the timetable; the first deposit in an
         * asset adds the loan of its minimum balance to the same transfer.
         */
        create: TxDescriptor<Anonymize<Ick47b4f6di3pu>>;
        /**
         * Opens a stream to `payee` that is paid from the caller's vault in `asset`, from now on
         * and without an end. The payer may pause, lower and cancel it alone; it takes no deposit.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who pays the storage deposit.
         *
         * ## Cost
         * O(1): no transfer; five items written, a push on the timetable. The same whatever the
         * vault pays already.
         */
        create_from_vault: TxDescriptor<Anonymize<Idohtn98k1ho98>>;
        /**
         * Adds `amount` to a stream's deposit. A stream that has run dry goes on from now, while
         * its grace period lasts. What is not needed comes back to the payer.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1): one transfer, two items written; a push on the timetable if it had run dry.
         */
        top_up: TxDescriptor<Anonymize<Ifeve3f737tpgp>>;
        /**
         * Takes `amount` back that is not owed, nor reported, from a stream's deposit.
         *
         * ## Dispatch Origin
         * Signed, by the payer, if it may cancel the stream alone.
         *
         * ## Cost
         * O(1): one transfer, two items written, a push on the timetable.
         */
        refund: TxDescriptor<Anonymize<Ifeve3f737tpgp>>;
        /**
         * Lets a stream stand still: from now on nothing accrues. What has accrued stays owed.
         *
         * ## Dispatch Origin
         * Signed, by the payer, if the terms say so. (Otherwise: [`Call::propose`].)
         *
         * ## Cost
         * One read and one write, of the stream; with a vault another of each, and a push.
         */
        pause: TxDescriptor<Anonymize<Idu04s2rf9vf4a>>;
        /**
         * Lets a paused stream flow again, from now on.
         *
         * ## Dispatch Origin
         * Signed, by the payer.
         *
         * ## Cost
         * As [`Call::pause`], and a push on the timetable; with a vault two.
         */
        resume: TxDescriptor<Anonymize<Idu04s2rf9vf4a>>;
        /**
         * Lets a stream flow at another rate from now on.
         *
         * ## Dispatch Origin
         * Signed, by the payer; lower as the terms say. (Otherwise: [`Call::propose`].)
         *
         * ## Cost
         * As [`Call::resume`].
         */
        set_rate: TxDescriptor<Anonymize<Iept8430uhp97>>;
        /**
         * Pays the payee what is owed now. Ends a stream that is over, as the hook does by itself:
         * nobody has to wait for it.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1): one transfer. The stream is read and written; a vault is read. One that is over:
         * at most two transfers and five items removed; the last stream of a vault that is over:
         * six, and the pot.
         */
        claim: TxDescriptor<Anonymize<Idu04s2rf9vf4a>>;
        /**
         * Pays what is owed now out to `to`, or fails if the asset refuses that.
         *
         * ## Dispatch Origin
         * Signed, by the payee.
         *
         * ## Cost
         * As [`Call::claim`].
         */
        withdraw: TxDescriptor<Anonymize<Icq752ob8fkr8a>>;
        /**
         * Ends a stream: the payee gets what is owed, the payer the rest.
         *
         * ## Dispatch Origin
         * Signed, by the payee; by the payer as the terms say. (Otherwise: [`Call::propose`].)
         *
         * ## Details
         * A payee gives up a report that can still be disputed. A payer pays the one that it names
         * in `accepts`; where another waits, the stream takes no more of them, and ends by itself
         * when that one counts or is disputed ([`Event::Ending`]).
         *
         * ## Cost
         * O(1): at most one transfer for each party; five items removed. If it waits for a report:
         * the stream read and written, a push on the timetable.
         */
        cancel: TxDescriptor<Anonymize<I2pgd1eqt040ae>>;
        /**
         * Makes `new` the payee. What is owed now goes to the caller; all else, also a report that
         * can still be disputed and what is not owed before the cliff, to the new payee.
         *
         * ## Dispatch Origin
         * Signed, by the payee.
         *
         * ## Cost
         * O(1): at most one transfer, five items written or removed, a push on the timetable.
         */
        transfer: TxDescriptor<Anonymize<I6vp1grhcahqo0>>;
        /**
         * Proposes a change to the other party, which [`Call::accept`] makes, whatever the terms
         * say. The latest proposal counts, as long as the stream has the same rate and is not
         * paused or resumed; `None` takes it back. A proposal to end the stream names the report
         * that can still be disputed, and is void once that is another, or none.
         *
         * ## Dispatch Origin
         * Signed, by a party.
         *
         * ## Cost
         * One item written. The payer has paid for it already.
         */
        propose: TxDescriptor<Anonymize<Iddlgtfb318gvm>>;
        /**
         * Makes the change that the other party has proposed. `change` says which, so that nobody
         * accepts what it has not seen.
         *
         * ## Dispatch Origin
         * Signed, by the other party.
         *
         * ## Cost
         * As the change, and an item removed.
         */
        accept: TxDescriptor<Anonymize<I28g37rh93h5k0>>;
        /**
         * Reports use of a metered stream: `units` at the agreed price, up to the cap of the
         * period. It counts at once, or where the terms have a dispute window, after it; until
         * then it is the last one.
         *
         * ## Dispatch Origin
         * Signed, by the payee.
         *
         * ## Cost
         * One read and one write, of the stream; a push on the timetable.
         */
        report: TxDescriptor<Anonymize<I8fuesvmb2juku>>;
        /**
         * Disputes the last report of a metered stream: it does not count, and its units can be
         * reported again.
         *
         * ## Dispatch Origin
         * Signed, by the payer, while `now < counts_ms`.
         *
         * ## Cost
         * One read and one write, of the stream; a push on the timetable if it is over then.
         */
        dispute: TxDescriptor<Anonymize<Idu04s2rf9vf4a>>;
        /**
         * Opens a vault in `asset` with `amount` in it. Streams that are paid from it wait for
         * `grace_ms` when it has run dry.
         *
         * ## Dispatch Origin
         * Signed, by the owner, who pays the storage deposit and the amount.
         *
         * ## Cost
         * O(1): one transfer, four items written.
         */
        open_vault: TxDescriptor<Anonymize<I8kgvun1b9np8o>>;
        /**
         * Puts `amount` in a vault. If it had run dry, all of its streams go on from now, while
         * the grace period lasts.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * O(1), however many streams it pays: one transfer, two items written, at most a push.
         */
        fund_vault: TxDescriptor<Anonymize<Ibhdjq0mfnhrm1>>;
        /**
         * Takes `amount` out of a vault that no stream has accrued.
         *
         * ## Dispatch Origin
         * Signed, by the owner.
         *
         * ## Cost
         * O(1), however many streams it pays: one transfer, two items written, at most a push.
         */
        withdraw_vault: TxDescriptor<Anonymize<Ibhdjq0mfnhrm1>>;
        /**
         * Closes a vault that pays no streams, and takes all out of it.
         *
         * ## Dispatch Origin
         * Signed, by the owner.
         *
         * ## Cost
         * O(1): one transfer, three items removed or written.
         */
        close_vault: TxDescriptor<Anonymize<Iep12aboksmhm0>>;
        /**
         * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
         *
         * ## Dispatch Origin
         * Signed, by the owner of the credit.
         *
         * ## Cost
         * O(1): one transfer, one item removed.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
    };
    Recurring: {
        /**
         * Publishes a plan, to which anybody can subscribe.
         *
         * ## Dispatch Origin
         * Signed, by the payee, who pays the storage deposit.
         *
         * ## Cost
         * O(1): three items written, a deposit held.
         */
        create_plan: TxDescriptor<Anonymize<I5qidcu8ssbejb>>;
        /**
         * Changes the details of a plan for new subscribers. Subscriptions stay as they are: their
         * payers have to agree to another price ([`Call::propose_price`]) or to change the plan
         * themselves.
         *
         * ## Dispatch Origin
         * Signed, by the plan's payee.
         *
         * ## Cost
         * One item read and written.
         */
        edit_plan: TxDescriptor<Anonymize<I3aroeg5bod07t>>;
        /**
         * Takes no more subscribers. Subscriptions go on; the plan goes with the last of them, and
         * its deposit comes back.
         *
         * ## Dispatch Origin
         * Signed, by the plan's payee.
         *
         * ## Cost
         * At most two items removed, a deposit released.
         */
        retire_plan: TxDescriptor<Anonymize<Iefdi2g28j4hhq>>;
        /**
         * Subscribes to a plan. Without a trial the first period is paid at once.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who pays the storage deposit.
         *
         * ## Details
         * `edition` is the one that the payer has read: if the plan was edited since, the call is
         * refused.
         *
         * ## Cost
         * O(1): six items written, a push on the timetable, a deposit held, at most one transfer.
         */
        subscribe: TxDescriptor<Anonymize<Idlth137m9h7h0>>;
        /**
         * Allows `payee` to be paid on terms that the payer sets, from `start_ms` on, or from now on:
         * then the first period is paid at once. `start_ms` is at most a year ahead
         * ([`HORIZON_MS`]). With a price of zero nothing is paid by itself, and
         * the payee charges up to [`Limits::charges`] in each period.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who pays the storage deposit.
         *
         * ## Cost
         * O(1): four items written, a push on the timetable, a deposit held, at most one transfer.
         */
        authorise: TxDescriptor<Anonymize<I4mrtpegk25o0i>>;
        /**
         * Ends a subscription at once. What is paid stays paid; the deposit goes back to the payer. A
         * deposit that cannot be returned hinders nothing ([`Event::DepositKept`]).
         *
         * ## Dispatch Origin
         * Signed, by the payer or the payee, at any time.
         *
         * ## Cost
         * O(1): four items removed, one written, a deposit released; two more items and a deposit if
         * it was the last of a retired plan.
         */
        cancel: TxDescriptor<Anonymize<I3ild6lq2bdj74>>;
        /**
         * Takes a break: what comes due from now until it is resumed is not owed. What is due already
         * has to be paid first.
         *
         * ## Dispatch Origin
         * Signed, by the payer or the payee.
         *
         * ## Cost
         * One item read and written; a push on the timetable if nothing waits there.
         */
        pause: TxDescriptor<Anonymize<I3ild6lq2bdj74>>;
        /**
         * Goes on after a break, by the same calendar: the next period that is paid is the first one
         * that is due now or later.
         *
         * ## Dispatch Origin
         * Signed, by the party that paused.
         *
         * ## Cost
         * One item read and written; a push on the timetable if nothing waits there.
         */
        resume: TxDescriptor<Anonymize<I3ild6lq2bdj74>>;
        /**
         * Sets the limits of the payer.
         *
         * ## Dispatch Origin
         * Signed, by the payer.
         *
         * ## Cost
         * One item read and written; a push on the timetable if there is something to do earlier.
         */
        set_limits: TxDescriptor<Anonymize<I46p9lb0aaqih>>;
        /**
         * Proposes another price, or withdraws the proposal. Nothing changes until the payer accepts it.
         *
         * ## Dispatch Origin
         * Signed, by the payee.
         *
         * ## Cost
         * One item read and written.
         */
        propose_price: TxDescriptor<Anonymize<I8458sv1cetsmt>>;
        /**
         * Accepts the price that the payee proposed, for all periods that are paid from now on.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who names the price.
         *
         * ## Cost
         * One item read and written.
         */
        accept_price: TxDescriptor<Anonymize<I70t3kachf5n9g>>;
        /**
         * Goes over to the present terms of a plan of the same payee in the same asset, which may be
         * the plan that the subscription is on. What is left of the current period is credited, to the
         * unit, rounded down; a new period begins now and is paid at once. In a trial only the terms
         * change, and the trial ends when it would have. A direct authorisation has to have started:
         * a trial is the payee's to give.
         *
         * ## Dispatch Origin
         * Signed, by the payer, who names the edition of the plan that was read.
         *
         * ## Cost
         * O(1): five items written, a push on the timetable, at most one transfer.
         */
        change_plan: TxDescriptor<Anonymize<I7kdg6eq9iiqui>>;
        /**
         * Charges something beside the price, within what the payer allows for each period and in
         * all. Paid at once or not at all.
         *
         * ## Dispatch Origin
         * Signed, by the payee, while the subscription is active.
         *
         * ## Cost
         * One item read and written, one transfer.
         */
        charge: TxDescriptor<Anonymize<Ia3mpdlvl1sb5>>;
        /**
         * Does now what is due: pays a period, or ends what has to end. The hook does the same by
         * itself. Before a retry is due it may be tried all the same: if it fails, the call is refused
         * and nothing has changed.
         *
         * ## Dispatch Origin
         * Signed, by anyone.
         *
         * ## Cost
         * One item read and written, one transfer, a push on the timetable; or as [`Call::cancel`].
         */
        settle: TxDescriptor<Anonymize<I3ild6lq2bdj74>>;
        /**
         * Forgets all but the newest `keep` notes of a subscription's history.
         *
         * ## Dispatch Origin
         * Signed, by the payer, whose deposit the history is stored for.
         *
         * ## Cost
         * One item read and written.
         */
        prune_history: TxDescriptor<Anonymize<I3jge2kgp70od8>>;
    };
    Dex: {
        /**
         * Opens a pair. Its terms never change: for others, another pair is opened.
         *
         * ## Dispatch Origin
         * [`Config::OpenOrigin`]: the account that pays the deposit, and gets the fees.
         *
         * ## Cost
         * O(1): six items written, a deposit held.
         */
        open_pair: TxDescriptor<Anonymize<Ickj2td7tsqg3d>>;
        /**
         * Closes a pair in which nothing rests and nothing is to be settled. What fees there are go
         * to the owner, and the deposit comes back.
         *
         * ## Dispatch Origin
         * Signed, by the pair's owner; or [`Config::ManageOrigin`].
         *
         * ## Cost
         * O(1): six items removed or written, a deposit released, at most one transfer, and one of the
         * pot's seed, if those were the last of the asset.
         */
        close_pair: TxDescriptor<Anonymize<I9sfeq2o5lb0pv>>;
        /**
         * Says whether a pair trades. Only who manages pairs can stop one, for at most
         * [`Config::MaxStopMs`], and after that not again for as long. An owner who has said that the
         * pair is to be closed, at least [`NOTICE_MS`] ahead and at most [`HORIZON_MS`], cannot take that
         * back; and one who had it trade, or not, changes that again after [`STEADY_MS`] at the earliest.
         *
         * ## Dispatch Origin
         * Signed, by the pair's owner; or [`Config::ManageOrigin`].
         *
         * ## Cost
         * Two items read and written.
         */
        set_status: TxDescriptor<Anonymize<I5uq4eo3kdogr2>>;
        /**
         * Pays the fees of a pair to its owner.
         *
         * ## Dispatch Origin
         * Signed, by anybody.
         *
         * ## Cost
         * Two items read, one written, one transfer, and one of the pot's seed, if those were the last of
         * the asset.
         */
        collect_fees: TxDescriptor<Anonymize<I9sfeq2o5lb0pv>>;
        /**
         * Brings money in, to be traded with.
         *
         * ## Dispatch Origin
         * Signed, by who has it, and pays a storage deposit if it has nothing here yet.
         *
         * ## Cost
         * O(1): one item written and a pot, one transfer.
         */
        deposit: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Takes money out that no order locks. All that is free of an asset goes in any case: if the
         * asset refuses the payout, it becomes a credit of the caller's.
         *
         * ## Dispatch Origin
         * Signed, by whose it is.
         *
         * ## Cost
         * O(1): one item written and a pot, one transfer; the deposit comes back with the last of it.
         */
        withdraw: TxDescriptor<Anonymize<Ierhs97be30097>>;
        /**
         * Sets how many orders the caller can have that rest, or wait to be settled: at most
         * [`Config::MaxOrders`].
         *
         * ## Dispatch Origin
         * Signed, by the trader, who pays a storage deposit for each.
         *
         * ## Cost
         * O(1): one item written, the deposit changed.
         */
        set_slots: TxDescriptor<Anonymize<I9d5h5irbki7mm>>;
        /**
         * Places an order: it takes what rests at its price or better, the better first, and at one
         * price whoever came first; then it rests, or goes, as its kind says.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Details
         * It is paid out of what the trader has here, and what it takes is there at once; or both out
         * of the account and into it, as its [purse](Purse) says. For what
         * the hook is to do for it (to take it out in time, to settle it, to forget a chunk of 256
         * orders that it opened) it pays [`Config::HookFee`].
         *
         * ## Cost
         * An order that rests: the trader, a page, and the book if its price is new, at most four
         * items written, whatever rests. A level that is taken whole: the trader, the book and a page,
         * at most six items written, whatever number of orders it has; a further level of the same 64
         * ticks none. Each step beyond the first, at most [`OrderSpec::max_steps`]: a page or a chunk
         * read and written. Beside that a push on the timetable for an expiry, and for a level whose
         * orders the hook is to settle; once an hour the statistics.
         */
        place: TxDescriptor<Anonymize<I3h2ovkp01a3la>>;
        /**
         * Takes what is open of an order out of the book. What others have filled of it is settled.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Cost
         * O(1): the trader, a page, a chunk and the book, at most four items written.
         */
        cancel: TxDescriptor<Anonymize<I4ov6e94l79mbg>>;
        /**
         * Makes an order smaller, down to `keep` lots that are still open. It keeps its place. To make
         * it larger, or for another price, replace it.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Cost
         * As [`Call::cancel`].
         */
        reduce: TxDescriptor<Anonymize<I2md1e899tamue>>;
        /**
         * Cancels an order and places another in the same pair, which may have the same name: both or
         * neither. One that is filled, settled or not, is not replaced.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Cost
         * Together what [`Call::cancel`] and [`Call::place`] cost; trader and book are written once.
         */
        replace: TxDescriptor<Anonymize<I5h9optl6a77i9>>;
        /**
         * Cancels up to `limit` (at most [`Config::MaxActions`]) of the caller's orders in a pair. To
         * go on, call it again.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Cost
         * As [`Call::cancel`] for each; trader and book are written once.
         */
        cancel_all: TxDescriptor<Anonymize<I97smafc6qmhe3>>;
        /**
         * Places, cancels and reduces several orders of one pair, one after the other. One that is
         * refused changes nothing, and is told of ([`Event::ActionFailed`]); the others go on. What
         * orders take out of the account, and bring it, is moved once, in the end: if it has not as
         * much then, the whole call is refused.
         *
         * ## Dispatch Origin
         * Signed, by the trader.
         *
         * ## Cost
         * The trader, the book and each page that is touched are read and written once.
         */
        act: TxDescriptor<Anonymize<Iclfu3ri916lra>>;
        /**
         * Pays `who` what others have filled of these orders, into its balance here.
         *
         * ## Dispatch Origin
         * Signed, by anybody.
         *
         * ## Cost
         * For each order the trader, the book, a page and a chunk read, and the first two written.
         */
        settle: TxDescriptor<Anonymize<Id50a4l2sqd9e4>>;
        /**
         * Does what the hook would do: takes orders of `who` whose time is over out of the book, up to
         * [`LOOKS`] of them.
         *
         * ## Dispatch Origin
         * Signed, by anybody.
         *
         * ## Cost
         * As [`Call::cancel`] for each.
         */
        expire: TxDescriptor<Anonymize<I4cbvqmqadhrea>>;
        /**
         * Pays out a credit of the caller's: what an asset had refused.
         *
         * ## Dispatch Origin
         * Signed, by the credit's owner.
         *
         * ## Cost
         * Two items written, one transfer.
         */
        claim_credit: TxDescriptor<Anonymize<I488o0jk6j2kuj>>;
        /**
         * Takes orders of `who` out of a pair that is to be closed, once its traders have had their
         * time to go: what is open comes back to their owner, and what was filled is settled. Names
         * that are no orders of this pair are passed over. So a pair can be closed however many
         * orders others have left in it.
         *
         * ## Dispatch Origin
         * Signed, by anybody.
         *
         * ## Cost
         * As [`Call::cancel`] for each; trader and book are written once.
         */
        clear: TxDescriptor<Anonymize<I3u7f8lnkn0egp>>;
        /**
         * Swaps an asset for another out of the caller's account and into it, over one hop or several.
         * Each hop is traded in the book of the pair that it names, or in the pool of its two assets,
         * or a part in each, whichever brings most or costs least: never worse than either alone. All
         * of it or nothing.
         *
         * ## Dispatch Origin
         * Signed, by who has the asset. It needs neither a balance nor room here, nor an account of an
         * asset on the way. In a book it stops at an order of its own.
         *
         * ## Details
         * No asset comes twice. What is left of an asset on the way, as it is less than a lot and no
         * pool takes it, is paid to the account. If that is more than a lot, the swap is refused.
         *
         * ## Cost
         * For each hop: a book is looked at as an order does that takes, once for what there is, once to
         * take of it, and once more if only a part of a long queue is to be had with these steps; a swap
         * in a pool. Beside that a few transfers.
         */
        swap: TxDescriptor<Anonymize<Ievehecdlnqm5p>>;
    };
};
type IEvent = {
    System: {
        /**
         * An extrinsic completed successfully.
         */
        ExtrinsicSuccess: PlainDescriptor<Anonymize<Ia82mnkmeo2rhc>>;
        /**
         * An extrinsic failed.
         */
        ExtrinsicFailed: PlainDescriptor<Anonymize<I6hk88mp7guvik>>;
        /**
         * `:code` was updated to the code with the given hash.
         */
        CodeUpdated: PlainDescriptor<Anonymize<I1jm8m1rh9e20v>>;
        /**
         * A new account was created.
         */
        NewAccount: PlainDescriptor<Anonymize<Icbccs0ug47ilf>>;
        /**
         * An account was reaped.
         */
        KilledAccount: PlainDescriptor<Anonymize<Icbccs0ug47ilf>>;
        /**
         * On on-chain remark happened.
         */
        Remarked: PlainDescriptor<Anonymize<I855j4i3kr8ko1>>;
        /**
         * An upgrade was authorized.
         */
        UpgradeAuthorized: PlainDescriptor<Anonymize<Ibgl04rn6nbfm6>>;
        /**
         * An invalid authorized upgrade was rejected while trying to apply it.
         */
        RejectedInvalidAuthorizedUpgrade: PlainDescriptor<Anonymize<I3f6hrkbukiv4m>>;
    };
    Balances: {
        /**
         * An account was created with some free balance.
         */
        Endowed: PlainDescriptor<Anonymize<Icv68aq8841478>>;
        /**
         * An account was removed whose balance was non-zero but below ExistentialDeposit,
         * resulting in an outright loss.
         */
        DustLost: PlainDescriptor<Anonymize<Ic262ibdoec56a>>;
        /**
         * Transfer succeeded.
         */
        Transfer: PlainDescriptor<Anonymize<Iflcfm9b6nlmdd>>;
        /**
         * A balance was set by root.
         */
        BalanceSet: PlainDescriptor<Anonymize<Ijrsf4mnp3eka>>;
        /**
         * Some balance was reserved (moved from free to reserved).
         */
        Reserved: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some balance was unreserved (moved from reserved to free).
         */
        Unreserved: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some balance was moved from the reserve of the first account to the second account.
         * Final argument indicates the destination balance type.
         */
        ReserveRepatriated: PlainDescriptor<Anonymize<I8tjvj9uq4b7hi>>;
        /**
         * Some amount was deposited (e.g. for transaction fees).
         */
        Deposit: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some amount was withdrawn from the account (e.g. for transaction fees).
         */
        Withdraw: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some amount was removed from the account (e.g. for misbehavior).
         */
        Slashed: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some amount was minted into an account.
         */
        Minted: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some credit was balanced and added to the TotalIssuance.
         */
        MintedCredit: PlainDescriptor<Anonymize<I3qt1hgg4djhgb>>;
        /**
         * Some amount was burned from an account.
         */
        Burned: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some debt has been dropped from the Total Issuance.
         */
        BurnedDebt: PlainDescriptor<Anonymize<I3qt1hgg4djhgb>>;
        /**
         * Some amount was suspended from an account (it can be restored later).
         */
        Suspended: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some amount was restored into an account.
         */
        Restored: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * An account was upgraded.
         */
        Upgraded: PlainDescriptor<Anonymize<I4cbvqmqadhrea>>;
        /**
         * Total issuance was increased by `amount`, creating a credit to be balanced.
         */
        Issued: PlainDescriptor<Anonymize<I3qt1hgg4djhgb>>;
        /**
         * Total issuance was decreased by `amount`, creating a debt to be balanced.
         */
        Rescinded: PlainDescriptor<Anonymize<I3qt1hgg4djhgb>>;
        /**
         * Some balance was locked.
         */
        Locked: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some balance was unlocked.
         */
        Unlocked: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some balance was frozen.
         */
        Frozen: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * Some balance was thawed.
         */
        Thawed: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * The `TotalIssuance` was forcefully changed.
         */
        TotalIssuanceForced: PlainDescriptor<Anonymize<I4fooe9dun9o0t>>;
        /**
         * Some balance was placed on hold.
         */
        Held: PlainDescriptor<Anonymize<I5ctsb1uniptsr>>;
        /**
         * Held balance was burned from an account.
         */
        BurnedHeld: PlainDescriptor<Anonymize<I5ctsb1uniptsr>>;
        /**
         * A transfer of `amount` on hold from `source` to `dest` was initiated.
         */
        TransferOnHold: PlainDescriptor<Anonymize<I6uqpdm0dmbafk>>;
        /**
         * The `transferred` balance is placed on hold at the `dest` account.
         */
        TransferAndHold: PlainDescriptor<Anonymize<Ifd9l4f2morvh8>>;
        /**
         * Some balance was released from hold.
         */
        Released: PlainDescriptor<Anonymize<I5ctsb1uniptsr>>;
        /**
         * An unexpected/defensive event was triggered.
         */
        Unexpected: PlainDescriptor<Anonymize<Iph9c4rn81ub2>>;
    };
    Utility: {
        /**
         * Batch of dispatches did not complete fully. Index of first failing dispatch given, as
         * well as the error.
         */
        BatchInterrupted: PlainDescriptor<Anonymize<I50cc73b4encpp>>;
        /**
         * Batch of dispatches completed fully with no error.
         */
        BatchCompleted: PlainDescriptor<undefined>;
        /**
         * Batch of dispatches completed but has errors.
         */
        BatchCompletedWithErrors: PlainDescriptor<undefined>;
        /**
         * A single item within a Batch of dispatches has completed with no error.
         */
        ItemCompleted: PlainDescriptor<undefined>;
        /**
         * A single item within a Batch of dispatches has completed with error.
         */
        ItemFailed: PlainDescriptor<Anonymize<I1np5n6pb6a18r>>;
        /**
         * A call was dispatched.
         */
        DispatchedAs: PlainDescriptor<Anonymize<I8lhcj912kdu1j>>;
        /**
         * Main call was dispatched.
         */
        IfElseMainSuccess: PlainDescriptor<undefined>;
        /**
         * The fallback call was dispatched.
         */
        IfElseFallbackCalled: PlainDescriptor<Anonymize<I7r6eisd4pksn7>>;
    };
    Proxy: {
        /**
         * A proxy was executed correctly, with the given.
         */
        ProxyExecuted: PlainDescriptor<Anonymize<I8lhcj912kdu1j>>;
        /**
         * A pure account has been created by new proxy with given
         * disambiguation index and proxy type.
         */
        PureCreated: PlainDescriptor<Anonymize<I99pjaiutsmnet>>;
        /**
         * A pure proxy was killed by its spawner.
         */
        PureKilled: PlainDescriptor<Anonymize<Idn2g3vjgsolfl>>;
        /**
         * An announcement was placed to make a call in the future.
         */
        Announced: PlainDescriptor<Anonymize<I2ur0oeqg495j8>>;
        /**
         * A proxy was added.
         */
        ProxyAdded: PlainDescriptor<Anonymize<I3qrsut66n1gt>>;
        /**
         * A proxy was removed.
         */
        ProxyRemoved: PlainDescriptor<Anonymize<I3qrsut66n1gt>>;
        /**
         * A deposit stored for proxies or announcements was poked / updated.
         */
        DepositPoked: PlainDescriptor<Anonymize<I1bhd210c3phjj>>;
    };
    Assets: {
        /**
         * Some asset class was created.
         */
        Created: PlainDescriptor<Anonymize<I88ff3u4dpivk>>;
        /**
         * Some assets were issued.
         */
        Issued: PlainDescriptor<Anonymize<I33cp947glv1ks>>;
        /**
         * Some assets were transferred.
         */
        Transferred: PlainDescriptor<Anonymize<Ic9om1gmmqu7rq>>;
        /**
         * Some assets were destroyed.
         */
        Burned: PlainDescriptor<Anonymize<I5hfov2b68ppb6>>;
        /**
         * The management team changed.
         */
        TeamChanged: PlainDescriptor<Anonymize<Ibthhb2m9vneds>>;
        /**
         * The owner changed.
         */
        OwnerChanged: PlainDescriptor<Anonymize<Iaitn5bqfacj7k>>;
        /**
         * Some account `who` was frozen.
         */
        Frozen: PlainDescriptor<Anonymize<If4ebvclj2ugvi>>;
        /**
         * Some account `who` was thawed.
         */
        Thawed: PlainDescriptor<Anonymize<If4ebvclj2ugvi>>;
        /**
         * Some asset `asset_id` was frozen.
         */
        AssetFrozen: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * Some asset `asset_id` was thawed.
         */
        AssetThawed: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * Accounts were destroyed for given asset.
         */
        AccountsDestroyed: PlainDescriptor<Anonymize<Ieduc1e6frq8rb>>;
        /**
         * Approvals were destroyed for given asset.
         */
        ApprovalsDestroyed: PlainDescriptor<Anonymize<I9h6gbtabovtm4>>;
        /**
         * An asset class is in the process of being destroyed.
         */
        DestructionStarted: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * An asset class was destroyed.
         */
        Destroyed: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * Some asset class was force-created.
         */
        ForceCreated: PlainDescriptor<Anonymize<Iaitn5bqfacj7k>>;
        /**
         * New metadata has been set for an asset.
         */
        MetadataSet: PlainDescriptor<Anonymize<Ifnsa0dkkpf465>>;
        /**
         * Metadata has been cleared for an asset.
         */
        MetadataCleared: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * (Additional) funds have been approved for transfer to a destination account.
         */
        ApprovedTransfer: PlainDescriptor<Anonymize<I65dtqr2egjbc3>>;
        /**
         * An approval for account `delegate` was cancelled by `owner`.
         */
        ApprovalCancelled: PlainDescriptor<Anonymize<Ibqj3vg5s5lk0c>>;
        /**
         * An `amount` was transferred in its entirety from `owner` to `destination` by
         * the approved `delegate`.
         */
        TransferredApproved: PlainDescriptor<Anonymize<I6l73u513p8rna>>;
        /**
         * An asset has had its attributes changed by the `Force` origin.
         */
        AssetStatusChanged: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * The min_balance of an asset has been updated by the asset owner.
         */
        AssetMinBalanceChanged: PlainDescriptor<Anonymize<Iefqmt2htu1dlu>>;
        /**
         * Some account `who` was created with a deposit from `depositor`.
         */
        Touched: PlainDescriptor<Anonymize<If8bgtgqrchjtu>>;
        /**
         * Some account `who` was blocked.
         */
        Blocked: PlainDescriptor<Anonymize<If4ebvclj2ugvi>>;
        /**
         * Some assets were deposited (e.g. for transaction fees).
         */
        Deposited: PlainDescriptor<Anonymize<Idusmq77988cmt>>;
        /**
         * Some assets were withdrawn from the account (e.g. for transaction fees).
         */
        Withdrawn: PlainDescriptor<Anonymize<Idusmq77988cmt>>;
        /**
         * Reserve information was set or updated for `asset_id`.
         */
        ReservesUpdated: PlainDescriptor<Anonymize<Ifhs6ggbuiec5i>>;
        /**
         * Reserve information was removed for `asset_id`.
         */
        ReservesRemoved: PlainDescriptor<Anonymize<Ia5le7udkgbaq9>>;
        /**
         * Some assets were issued as Credit (no owner yet).
         */
        IssuedCredit: PlainDescriptor<Anonymize<Id2vo4qi5agnp0>>;
        /**
         * Some assets Credit was destroyed.
         */
        BurnedCredit: PlainDescriptor<Anonymize<Id2vo4qi5agnp0>>;
        /**
         * Some assets were burned and a Debt was created.
         */
        IssuedDebt: PlainDescriptor<Anonymize<Id2vo4qi5agnp0>>;
        /**
         * Some assets Debt was destroyed (and assets issued).
         */
        BurnedDebt: PlainDescriptor<Anonymize<Id2vo4qi5agnp0>>;
    };
    Channels: {
        /**
         * A channel is open.
         */
        Opened: PlainDescriptor<Anonymize<I4k36sporupucd>>;
        /**
         * The opener has paid `amount` in and asks the counterparty for `requested`.
         */
        Proposed: PlainDescriptor<Anonymize<Ifcj8518l0frjp>>;
        /**
         * A proposal ended without a channel; the opener has its money back.
         */
        ProposalEnded: PlainDescriptor<Anonymize<I597db7qvf1bp9>>;
        /**
         * A party paid into its ledger balance.
         */
        Deposited: PlainDescriptor<Anonymize<I41ohuv2gpotot>>;
        /**
         * A party took out of its ledger balance.
         */
        Withdrawn: PlainDescriptor<Anonymize<I41ohuv2gpotot>>;
        /**
         * A party paid the other.
         */
        Paid: PlainDescriptor<Anonymize<I23e1p191q4ead>>;
        /**
         * A party set the terms on which it forwards.
         */
        PolicySet: PlainDescriptor<Anonymize<Id4fm0lqc3qnhn>>;
        /**
         * A party committed balance to off-chain payments.
         */
        Committed: PlainDescriptor<Anonymize<Id70o0ohcb2e2a>>;
        /**
         * The parties took committed balance back into the ledger. States up to this version count
         * no more.
         */
        CommittedWithdrawn: PlainDescriptor<Anonymize<Ideb24i05pkv4f>>;
        /**
         * A party closes alone. Whoever holds a later state has until then to present it.
         */
        ForceClosed: PlainDescriptor<Anonymize<If8qfa20ofo5hi>>;
        /**
         * A later state was presented.
         */
        Challenged: PlainDescriptor<Anonymize<I82ed5b7ai18bc>>;
        /**
         * A side pays for having claimed more than what is due to it.
         */
        Penalised: PlainDescriptor<Anonymize<Ic6id9531a3qba>>;
        /**
         * A channel was paid out; what is pending or held follows when it is decided.
         */
        Settled: PlainDescriptor<Anonymize<I9l8galdm69rhf>>;
        /**
         * A channel is gone and its deposit returned.
         */
        Closed: PlainDescriptor<Anonymize<I51rnbjgaj0tka>>;
        /**
         * A preimage became public.
         */
        PreimageRevealed: PlainDescriptor<Anonymize<I5fl1m27m241tk>>;
        /**
         * A preimage was forgotten and its deposit returned.
         */
        PreimageForgotten: PlainDescriptor<Anonymize<I93b73p0pvi9q6>>;
        /**
         * A payout was refused by the asset and is kept for its owner.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * The owner of credit took it.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * Something that was due could not be done. It is tried again later, and a call can do it
         * meanwhile.
         */
        ServiceFailed: PlainDescriptor<Anonymize<Ifjd360r0sfo03>>;
        /**
         * A deposit could not be returned and stays held. What it was for is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * The closer claimed more than what is due to it: its deposit went to who presented the
         * state that counts.
         */
        ClosingDepositLost: PlainDescriptor<Anonymize<Id5h3e5sblk3tq>>;
        /**
         * A party consents to a message on chain, as if it had signed it.
         */
        Approved: PlainDescriptor<Anonymize<I7fmi78qhl267d>>;
        /**
         * An approval that counts no more was forgotten and its deposit returned.
         */
        ApprovalForgotten: PlainDescriptor<Anonymize<Ider8v18rlm6mi>>;
        /**
         * A party wants to take a part of what it has committed out, without the other. Whoever holds
         * a state of a later version in which it has less than both for sure has until then to
         * present it.
         */
        WithdrawalRequested: PlainDescriptor<Anonymize<I2b39s0tdaombt>>;
        /**
         * A request ended. The party has its deposit back; if it closes, that is what it puts down.
         */
        WithdrawalEnded: PlainDescriptor<Anonymize<I9dao5rskjnij>>;
        /**
         * A part of what a party had committed became its ledger balance.
         */
        WithdrawalFinished: PlainDescriptor<Anonymize<I37a1jghf4v6om>>;
        /**
         * A party's money goes to this account when the channel ends; to its own where there is none.
         */
        PayoutSet: PlainDescriptor<Anonymize<If6a974hm2ujtq>>;
        /**
         * Another pallet has bound a side of a channel, or what binds it is gone before its time.
         */
        GuardSet: PlainDescriptor<Anonymize<I4eo362791m4kg>>;
    };
    Mpp: {
        /**
         * A payee registered an invoice.
         */
        InvoiceRegistered: PlainDescriptor<Anonymize<Idu3u4qcgbitev>>;
        /**
         * A registered invoice is gone and its deposit returned.
         */
        InvoiceEnded: PlainDescriptor<Anonymize<I2ql0ok5kuc1ga>>;
        /**
         * A payer opened a payment.
         */
        PaymentOpened: PlainDescriptor<Anonymize<Ibnh8dq9obvlnd>>;
        /**
         * A part is locked, in each channel of its route.
         */
        PartLocked: PlainDescriptor<Anonymize<Iac94j8bcmgn8i>>;
        /**
         * The payer released a part, whose place is free again.
         */
        PartDropped: PlainDescriptor<Anonymize<I3q2494l9fim5p>>;
        /**
         * All parts are locked: whoever knows the preimage can claim the payment for the payee.
         */
        PaymentCompleted: PlainDescriptor<Anonymize<I204p7kpdr0142>>;
        /**
         * The payee is paid: every part is settled in every channel.
         */
        PaymentSettled: PlainDescriptor<Anonymize<Id8hvk00mg9747>>;
        /**
         * A payment is over without being paid: every lock is its payer's again, but for what
         * waiting costs.
         */
        PaymentReleased: PlainDescriptor<Anonymize<Iftsp1mcame8n1>>;
        /**
         * An invoice is paid at once, without a preimage, as its payee allows.
         */
        PaidInstantly: PlainDescriptor<Anonymize<Idq50vsslr8j9h>>;
        /**
         * What was due failed. It is tried again later, and anybody may try it by a call.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I9j9m8llgjpuup>>;
        /**
         * A deposit could not be returned and stays held. Its reason is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
    };
    Rebalancing: {
        /**
         * An account has another policy in an asset, or none any more.
         */
        PolicySet: PlainDescriptor<Anonymize<I2vq17mr24ksdm>>;
        /**
         * An account has another policy for one of its channels, or none any more: the channel is
         * treated as the others, or is gone.
         */
        ChannelPolicySet: PlainDescriptor<Anonymize<Iccoqjt5205njh>>;
        /**
         * An account has another operator for its channels in an asset, or none any more.
         */
        OperatorSet: PlainDescriptor<Anonymize<Ido0qv40mbcjcn>>;
        /**
         * An operator acts for an account from now on, or no longer, by its own call.
         */
        Operates: PlainDescriptor<Anonymize<Idq61sugn65s1b>>;
        /**
         * Channels are tracked for an account from now on, or no longer, by its own call.
         */
        ChannelsTracked: PlainDescriptor<Anonymize<I15p9qqtrficmu>>;
        /**
         * A channel came out of its owner's thresholds, and a run will be due for it.
         */
        ImbalanceNoted: PlainDescriptor<Anonymize<I2mv1luijjiaq0>>;
        /**
         * An automatic run is due: the account's worker is to plan one now.
         */
        RunDue: PlainDescriptor<Anonymize<Ibehqpgik9eup9>>;
        /**
         * Money went round, and the account's channels are better for it.
         */
        Rebalanced: PlainDescriptor<Anonymize<I9lap6m23ksten>>;
        /**
         * An automatic run was due, and nothing moved.
         */
        RunRefused: PlainDescriptor<Anonymize<Icages43kc31g3>>;
        /**
         * A run was due and there was nothing to do.
         */
        FoundBalanced: PlainDescriptor<Anonymize<Ie1rb2mav7qm8b>>;
        /**
         * The owners of channels are asked to let money go round without a fee.
         */
        Proposed: PlainDescriptor<Anonymize<I794igdd2iie50>>;
        /**
         * One of the owners accepted a proposed cycle.
         */
        Accepted: PlainDescriptor<Anonymize<I7omn64aj5ch8b>>;
        /**
         * All owners have accepted a proposed cycle, and the money went round.
         */
        CycleExecuted: PlainDescriptor<Anonymize<I5he57lk4neiep>>;
        /**
         * A proposal ended, and nothing moved.
         */
        ProposalEnded: PlainDescriptor<Anonymize<I6nhv6gqs4dsjf>>;
        /**
         * A deposit could not be returned and stays held; what it was for is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * What was due could not be done; it is tried again later.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I7de4rs7fatkp9>>;
    };
    Lsp: {
        /**
         * Somebody provides liquidity in an asset.
         */
        Registered: PlainDescriptor<Anonymize<I6vsd31b0tf4ei>>;
        /**
         * A provider has other terms for what comes.
         */
        TermsSet: PlainDescriptor<Anonymize<I2t2m548nna3n5>>;
        /**
         * A provider has this menu.
         */
        MenuSet: PlainDescriptor<Anonymize<Iaam7bftqqoijs>>;
        /**
         * A provider has so much stock that nobody has.
         */
        StockChanged: PlainDescriptor<Anonymize<I6194psm4t8kat>>;
        /**
         * A provider answers with so much, and so much of it stands for leases and the like.
         */
        BondChanged: PlainDescriptor<Anonymize<I4ah5l9v2eefaf>>;
        /**
         * A provider is none any more, and has all of it back.
         */
        Left: PlainDescriptor<Anonymize<I6abb033mun1f>>;
        /**
         * A provider has given a sign of life, and was away for so long up to then, in all.
         */
        Beaten: PlainDescriptor<Anonymize<I7a58om31hnp1k>>;
        /**
         * An offer is on a shelf.
         */
        Listed: PlainDescriptor<Anonymize<I33mm8dpg50o4u>>;
        /**
         * An offer is on no shelf any more.
         */
        Delisted: PlainDescriptor<Anonymize<I5aa3voauc7h6o>>;
        /**
         * Stock is kept for a client, at a price that holds.
         */
        Reserved: PlainDescriptor<Anonymize<Ido01uvetvdv7v>>;
        /**
         * Stock is kept no longer.
         */
        ReservationEnded: PlainDescriptor<Anonymize<Ieqj356knrt3sf>>;
        /**
         * A client has used what a provider has signed.
         */
        QuoteUsed: PlainDescriptor<Anonymize<Idvs94gi921sca>>;
        /**
         * A channel is open with a provider's liquidity in it, which it has let.
         */
        Leased: PlainDescriptor<Anonymize<Id8ri3t6ofc7ud>>;
        /**
         * The client has paid more of the fee.
         */
        FeePaid: PlainDescriptor<Anonymize<I65pmvc1nm4a2e>>;
        /**
         * So much of the fee came out of what was first received, and the client has back as much
         * of what it had put down. The rest of that is the rest of the fee, paid ahead.
         */
        FeeReceived: PlainDescriptor<Anonymize<I3trr0rdtnqjmd>>;
        /**
         * A lease goes on for longer.
         */
        Renewed: PlainDescriptor<Anonymize<Icasu896sn45k>>;
        /**
         * A party asks for an end by agreement, or no longer.
         */
        EndProposed: PlainDescriptor<Anonymize<Iaqddgs9tfs3l6>>;
        /**
         * A lease is over, and who gets what.
         */
        LeaseEnded: PlainDescriptor<Anonymize<Ichk79gbjol99o>>;
        /**
         * A provider has closed a channel before its time.
         */
        Breached: PlainDescriptor<Anonymize<Ie833o2uc9odj0>>;
        /**
         * A provider was away for longer than it promised.
         */
        Missed: PlainDescriptor<Anonymize<Itrkohlfgck5q>>;
        /**
         * A provider has got what it had earned.
         */
        Collected: PlainDescriptor<Anonymize<Icpbhffaki7813>>;
        /**
         * An asset refused a payout, which is kept for its owner.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * A credit was paid out.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * What was due failed. It is tried again later, and anybody may try it by a call.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I39ffrce1fprd9>>;
        /**
         * A deposit could not be returned and stays held. Its reason is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
    };
    Watchtowers: {
        /**
         * There is a new tower.
         */
        Registered: PlainDescriptor<Anonymize<I29o956gp1mn9>>;
        /**
         * On these terms a tower can be hired from now on.
         */
        TermsSet: PlainDescriptor<Anonymize<I5t6389fna9aml>>;
        /**
         * A tower is elsewhere, or is sealed to by another key.
         */
        ProfileSet: PlainDescriptor<Anonymize<Islut7ctfjluq>>;
        /**
         * Another key signs for a tower from an instant on.
         */
        KeySet: PlainDescriptor<Anonymize<I8gdbo82f67hpv>>;
        /**
         * A tower's bond is larger or smaller.
         */
        BondChanged: PlainDescriptor<Anonymize<Ieq23bldd84k2e>>;
        /**
         * A tower has shown that it is there.
         */
        Beaten: PlainDescriptor<Anonymize<Islut7ctfjluq>>;
        /**
         * Nobody has heard of a tower for too long: it is the turn of the next ones, for all that
         * it watches.
         */
        Silent: PlainDescriptor<Anonymize<Ilig23deos62c>>;
        /**
         * A tower is there again.
         */
        Returned: PlainDescriptor<Anonymize<Ia7sol4difrerj>>;
        /**
         * A tower says that it leaves.
         */
        Leaving: PlainDescriptor<Anonymize<I2gqe1j0cclirs>>;
        /**
         * A tower has left, with its bond and what it had earned.
         */
        Retired: PlainDescriptor<Anonymize<Idbuadgl1lbi8f>>;
        /**
         * What a tower has earned was paid out.
         */
        Collected: PlainDescriptor<Anonymize<I6m0eua0ciidne>>;
        /**
         * A party has hired a tower for its channel.
         */
        Hired: PlainDescriptor<Anonymize<Icbo40ttp4rgim>>;
        /**
         * Somebody added to what a tower is paid from.
         */
        ToppedUp: PlainDescriptor<Anonymize<Ie2qo317nkoguf>>;
        /**
         * The towers of a party have another order.
         */
        Reordered: PlainDescriptor<Anonymize<Ie89lf9gvd3ahm>>;
        /**
         * A tower is paid no more for a channel, and has nothing to answer there any more.
         */
        HireEnded: PlainDescriptor<Anonymize<I337q5igovv2af>>;
        /**
         * Nobody watches a channel for this party any more.
         */
        WatchEnded: PlainDescriptor<Anonymize<I4hi9dkvj0pb79>>;
        /**
         * A client has put its newest record on the chain.
         */
        Posted: PlainDescriptor<Anonymize<I92fbbdicdaqg5>>;
        /**
         * A channel that is watched begins to close: a party does so alone.
         */
        Alarmed: PlainDescriptor<Anonymize<I5c0cc47205116>>;
        /**
         * Somebody presented a later state of it.
         */
        Answered: PlainDescriptor<Anonymize<I64s19u2ollkcj>>;
        /**
         * A tower let an older state settle than it had signed for, or something be taken out by one,
         * and has paid for it what others have not.
         */
        Missed: PlainDescriptor<Anonymize<I81lnckarbtmk0>>;
        /**
         * A client wants back what a tower has signed for: the tower has to publish it.
         */
        Demanded: PlainDescriptor<Anonymize<I1fq0f7hpa6h5q>>;
        /**
         * A tower has published what was demanded, or a later state: it is in this block.
         */
        Delivered: PlainDescriptor<Anonymize<Ic3imovr8ck835>>;
        /**
         * A demand is over that nobody has answered, nor had to.
         */
        DemandEnded: PlainDescriptor<Anonymize<Idcek4rrv2cndi>>;
        /**
         * A tower did not publish what was demanded, and has paid its cover for that.
         */
        Withheld: PlainDescriptor<Anonymize<Ibcbm9qcj48dfm>>;
        /**
         * Something counts for a tower, or against it.
         */
        Marked: PlainDescriptor<Anonymize<Ibrp36n55as934>>;
        /**
         * A payout was refused by the asset. Its owner claims it when it can.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * A payout that was refused was paid out.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * A storage deposit could not be returned. It stays held.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * Something due failed. It is tried again in an hour.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I1s3jkeo5cppk8>>;
    };
    Swaps: {
        /**
         * A leg waits for its preimage.
         */
        LegLocked: PlainDescriptor<Anonymize<Ic7j7tl2oqnmut>>;
        /**
         * The receiver has a leg, and the bond for it back.
         */
        LegClaimed: PlainDescriptor<Anonymize<I52khsrm0sjmf3>>;
        /**
         * The time of a leg is over, and it is its owner's again, with the bond.
         */
        LegRefunded: PlainDescriptor<Anonymize<Ie8toace8qf446>>;
        /**
         * The receiver has given a leg back to its owner. The receiver has its bond back.
         */
        LegHandedBack: PlainDescriptor<Anonymize<Ie8toace8qf446>>;
        /**
         * Owner and receiver have divided a leg. The receiver has its bond back.
         */
        LegDivided: PlainDescriptor<Anonymize<I5mmivqv987jan>>;
        /**
         * A leg that has ended is forgotten, and its deposit returned.
         */
        LegPruned: PlainDescriptor<Anonymize<I8fid2jouagsqc>>;
        /**
         * The receiver of a leg of a ring has put something up for it.
         */
        BondPosted: PlainDescriptor<Anonymize<I493td49lauti1>>;
        /**
         * The leg was not locked in time: its receiver has the bond back.
         */
        BondReturned: PlainDescriptor<Anonymize<I6ad12kc4ecqku>>;
        /**
         * An asset refused a payout, which is kept for its owner.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * A credit was paid out.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * What was due failed. It is tried again later, and anybody may try it by a call.
         */
        ServiceFailed: PlainDescriptor<Anonymize<Iefhe45qbq97a2>>;
        /**
         * A deposit could not be returned and stays held. Its reason is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * A quote stands, with these terms.
         */
        QuoteSet: PlainDescriptor<Anonymize<Ie86thg2cq17mm>>;
        /**
         * A quote can no longer be taken, from the next block on; or again, now.
         */
        QuotePaused: PlainDescriptor<Anonymize<Icp9nbgch2jdni>>;
        /**
         * A quote is gone. Its provider has the stock back.
         */
        QuoteClosed: PlainDescriptor<Anonymize<I57mc61r4cfiq6>>;
        /**
         * A provider has so much ready now to pay out.
         */
        StockChanged: PlainDescriptor<Anonymize<I8do4gjv0taoq3>>;
        /**
         * A taker has locked money on the chain for a payment by a provider, and both wait for the
         * preimage.
         */
        SwappedIn: PlainDescriptor<Anonymize<I40q7o4n0g9r3a>>;
        /**
         * A taker pays a provider through channels for money on the chain, and both wait for the
         * preimage.
         */
        SwappedOut: PlainDescriptor<Anonymize<I6bq1vs6jch7qh>>;
    };
    Streaming: {
        /**
         * There is a new stream.
         */
        Created: PlainDescriptor<Anonymize<Icedsn47m288di>>;
        /**
         * Somebody added to a stream's deposit. If it had run dry, it goes on from now.
         */
        ToppedUp: PlainDescriptor<Anonymize<Idafim4ar3f09c>>;
        /**
         * The payer took something back that is not owed.
         */
        Refunded: PlainDescriptor<Anonymize<I7bdg6qehq43ni>>;
        /**
         * A stream stands still.
         */
        Paused: PlainDescriptor<Anonymize<Idnhpr3j7cijck>>;
        /**
         * A stream flows again, from now on.
         */
        Resumed: PlainDescriptor<Anonymize<Idu04s2rf9vf4a>>;
        /**
         * A stream flows at another rate from now on.
         */
        RateChanged: PlainDescriptor<Anonymize<Ibas2t2gk3egp1>>;
        /**
         * What was owed is paid.
         */
        Paid: PlainDescriptor<Anonymize<I797quj3a6fpio>>;
        /**
         * A stream's money is used up, all of it owed or paid. It goes on if somebody tops it up
         * in time, and ends if not.
         */
        RanDry: PlainDescriptor<Anonymize<I3vq8m5oaobtc8>>;
        /**
         * A stream is gone, and what was proposed to it. The storage deposit is back.
         */
        Ended: PlainDescriptor<Anonymize<Ib4bmehefl67iv>>;
        /**
         * The payee's side has another owner.
         */
        Transferred: PlainDescriptor<Anonymize<Ialudb8scan0hk>>;
        /**
         * A party proposed a change.
         */
        Proposed: PlainDescriptor<Anonymize<If5o702gt1sebp>>;
        /**
         * A proposal is gone, although the stream is not.
         */
        ProposalEnded: PlainDescriptor<Anonymize<I6lbgjpl8lbh34>>;
        /**
         * The payee reported use.
         */
        Reported: PlainDescriptor<Anonymize<I2n56vbauisvql>>;
        /**
         * The payer disputed the last report: it does not count.
         */
        Disputed: PlainDescriptor<Anonymize<I17ssl8qlc5qt5>>;
        /**
         * The payee ended the stream, and gave up the last report, which the payer could still
         * dispute.
         */
        ReportDropped: PlainDescriptor<Anonymize<I17ssl8qlc5qt5>>;
        /**
         * There is a new vault.
         */
        VaultOpened: PlainDescriptor<Anonymize<If26k5hqvlv0qd>>;
        /**
         * Somebody put money in a vault. If it had run dry, its streams go on from now.
         */
        VaultFunded: PlainDescriptor<Anonymize<Ia0m14rfg1p60q>>;
        /**
         * The owner took money out of a vault.
         */
        VaultWithdrawn: PlainDescriptor<Anonymize<I9ht3m8g3pukpa>>;
        /**
         * A vault can no longer pay all of its streams: they stand still. They go on if somebody
         * brings money in time, and end if not.
         */
        VaultRanDry: PlainDescriptor<Anonymize<I3p1u8h6vmt199>>;
        /**
         * A vault is gone. The storage deposit is back.
         */
        VaultClosed: PlainDescriptor<Anonymize<I170mm9ir8pstr>>;
        /**
         * An asset refused a payout: it can be claimed later.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * A credit was paid out.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * A deposit could not be returned and stays held. What it was for is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * The hook could not do what was due. It tries again later.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I580c4popdpmo>>;
        /**
         * The payer ended a stream whose last report it had not accepted: nothing more can be
         * reported, and the stream is over when that one counts or is disputed.
         */
        Ending: PlainDescriptor<Anonymize<Idvs1j6tnf3u82>>;
        /**
         * The payer paid for a look of the hook.
         */
        HookFeePaid: PlainDescriptor<Anonymize<I7criuq21ddlp>>;
        /**
         * The payer could not pay for a look of the hook: the stream is not paid out, but by
         * [`Call::claim`], until the next look. What it owes stays owed.
         */
        HookFeeUnpaid: PlainDescriptor<Anonymize<I5dmtmnv1n3ggj>>;
    };
    Recurring: {
        /**
         * A payee published a plan.
         */
        PlanCreated: PlainDescriptor<Anonymize<If2h60alajftfe>>;
        /**
         * A plan has other details for new subscribers. Subscriptions are as they were.
         */
        PlanEdited: PlainDescriptor<Anonymize<I49h59m7ebhp0q>>;
        /**
         * A plan takes no more subscribers.
         */
        PlanRetired: PlainDescriptor<Anonymize<Iefdi2g28j4hhq>>;
        /**
         * A retired plan has no subscription any more: it is gone and its deposit returned.
         */
        PlanRemoved: PlainDescriptor<Anonymize<Iefdi2g28j4hhq>>;
        /**
         * A payer allows a payee to be paid.
         */
        Subscribed: PlainDescriptor<Anonymize<I1elj5rcrhf75h>>;
        /**
         * A period is paid.
         */
        Paid: PlainDescriptor<Anonymize<I8tq9niuops37q>>;
        /**
         * A period could not be paid.
         */
        PaymentFailed: PlainDescriptor<Anonymize<Idbftav6orsdb2>>;
        /**
         * Periods were forgiven: they were missed, and only the latest is to be paid; or they came due
         * during a pause.
         */
        PeriodsSkipped: PlainDescriptor<Anonymize<I716dvkgvusi1b>>;
        /**
         * A payment failed too often through no lack of money. It is owed, and anybody may settle it.
         */
        Suspended: PlainDescriptor<Anonymize<I3ild6lq2bdj74>>;
        /**
         * A subscription is over and its deposit returned.
         */
        Ended: PlainDescriptor<Anonymize<I9417t6di6r7j2>>;
        /**
         * A party began a break: what comes due meanwhile is not owed.
         */
        Paused: PlainDescriptor<Anonymize<I2hb9vfcmoktsk>>;
        /**
         * The break is over.
         */
        Resumed: PlainDescriptor<Anonymize<Icv3ihc6o9jtph>>;
        /**
         * The payer set other limits.
         */
        LimitsSet: PlainDescriptor<Anonymize<I46p9lb0aaqih>>;
        /**
         * The payee proposed another price, or withdrew the proposal.
         */
        PriceProposed: PlainDescriptor<Anonymize<I8458sv1cetsmt>>;
        /**
         * The payer accepted another price: the next period that is paid costs that.
         */
        PriceChanged: PlainDescriptor<Anonymize<Icev5hoa8d6u9r>>;
        /**
         * The payer went over to a plan's present terms.
         */
        PlanChanged: PlainDescriptor<Anonymize<Icfecrb89kfiq4>>;
        /**
         * The payee charged something beside the price.
         */
        Charged: PlainDescriptor<Anonymize<Id602uhqa4dv52>>;
        /**
         * The payer had old notes forgotten.
         */
        HistoryPruned: PlainDescriptor<Anonymize<I34njgq4kp3t86>>;
        /**
         * The hook could not do what is due. It waits until somebody settles it.
         */
        ServiceFailed: PlainDescriptor<Anonymize<I624r2pbik2ufd>>;
        /**
         * A deposit could not be returned and stays held. What it was for is gone all the same.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * The payer paid for a run by the hook, whatever came of it.
         */
        HookFeePaid: PlainDescriptor<Anonymize<I5e93rs9tmljfo>>;
    };
    Dex: {
        /**
         * A pair can be traded.
         */
        PairOpened: PlainDescriptor<Anonymize<I8kl6jcrh8ttt7>>;
        /**
         * A pair is gone, and its deposit returned.
         */
        PairClosed: PlainDescriptor<Anonymize<I9sfeq2o5lb0pv>>;
        /**
         * Whether a pair trades has changed.
         */
        StatusSet: PlainDescriptor<Anonymize<I5uq4eo3kdogr2>>;
        /**
         * The fees of a pair were paid to its owner.
         */
        FeesCollected: PlainDescriptor<Anonymize<Ibfavgop4bv1l3>>;
        /**
         * Money came in: by `deposit`, with orders that are paid from the account, or with a swap,
         * on its way also from a pool.
         */
        Deposited: PlainDescriptor<Anonymize<I34r0vtks65j5g>>;
        /**
         * Money went out: by `withdraw`, of orders that were paid from the account, or with a swap,
         * on its way also to a pool.
         */
        Withdrawn: PlainDescriptor<Anonymize<I34r0vtks65j5g>>;
        /**
         * An account can have so many orders.
         */
        SlotsSet: PlainDescriptor<Anonymize<Iat1gb9pvpe4iu>>;
        /**
         * Something was taken at one price. Whose it was follows from the chunk and `trade.from`, by
         * [`Event::Placed`] and [`Event::Cut`], and is told by [`Event::Settled`].
         */
        Traded: PlainDescriptor<Anonymize<I1dg2tvbbrs4ef>>;
        /**
         * What an order took in all.
         */
        Taken: PlainDescriptor<Anonymize<I4d6kj52m42kak>>;
        /**
         * An order rests.
         */
        Placed: PlainDescriptor<Anonymize<Ia9k3oe0fpqttp>>;
        /**
         * An order, or a part of it, was taken out of the book.
         */
        Cut: PlainDescriptor<Anonymize<I1i5ml9bn7qngr>>;
        /**
         * What others filled of an order is its owner's: in the balance here, or, of an order that
         * was paid from the account, there.
         */
        Settled: PlainDescriptor<Anonymize<I6fib38a4fmt73>>;
        /**
         * One of several things that a call was to do was refused, and the others were not.
         */
        ActionFailed: PlainDescriptor<Anonymize<I7itavriv0npc7>>;
        /**
         * An account paid for what the hook will do.
         */
        HookFeePaid: PlainDescriptor<Anonymize<Id5fm4p8lj5qgi>>;
        /**
         * The hook failed. It tries again after a while.
         */
        ServiceFailed: PlainDescriptor<Anonymize<Ic5dagof9pfvag>>;
        /**
         * An asset refused a payout: it is kept for its owner.
         */
        Credited: PlainDescriptor<Anonymize<Ic6f4f2j2l8mi7>>;
        /**
         * A credit was paid out.
         */
        CreditClaimed: PlainDescriptor<Anonymize<Icpbg1qisc21u5>>;
        /**
         * A deposit could not be returned, and stays held.
         */
        DepositKept: PlainDescriptor<Anonymize<Idgmm4svpan5kj>>;
        /**
         * A hop of a swap was made. What was traded of it in the book is told before, under the same
         * name.
         */
        Hopped: PlainDescriptor<Anonymize<Iltro5nifbg26>>;
        /**
         * An account swapped: so much came out of it, and so much went to it.
         */
        Swapped: PlainDescriptor<Anonymize<Ierr7qt7a7mkdr>>;
    };
};
type IError = {
    System: {
        /**
         * The name of specification does not match between the current runtime
         * and the new runtime.
         */
        InvalidSpecName: PlainDescriptor<undefined>;
        /**
         * The specification version is not allowed to decrease between the current runtime
         * and the new runtime.
         */
        SpecVersionNeedsToIncrease: PlainDescriptor<undefined>;
        /**
         * Failed to extract the runtime version from the new runtime.
         *
         * Either calling `Core_version` or decoding `RuntimeVersion` failed.
         */
        FailedToExtractRuntimeVersion: PlainDescriptor<undefined>;
        /**
         * Suicide called when the account has non-default composite data.
         */
        NonDefaultComposite: PlainDescriptor<undefined>;
        /**
         * There is a non-zero reference count preventing the account from being purged.
         */
        NonZeroRefCount: PlainDescriptor<undefined>;
        /**
         * The origin filter prevent the call to be dispatched.
         */
        CallFiltered: PlainDescriptor<undefined>;
        /**
         * A multi-block migration is ongoing and prevents the current code from being replaced.
         */
        MultiBlockMigrationsOngoing: PlainDescriptor<undefined>;
        /**
         * No upgrade authorized.
         */
        NothingAuthorized: PlainDescriptor<undefined>;
        /**
         * The submitted code is not authorized.
         */
        Unauthorized: PlainDescriptor<undefined>;
    };
    Grandpa: {
        /**
         * Attempt to signal GRANDPA pause when the authority set isn't live
         * (either paused or already pending pause).
         */
        PauseFailed: PlainDescriptor<undefined>;
        /**
         * Attempt to signal GRANDPA resume when the authority set isn't paused
         * (either live or already pending resume).
         */
        ResumeFailed: PlainDescriptor<undefined>;
        /**
         * Attempt to signal GRANDPA change with one already pending.
         */
        ChangePending: PlainDescriptor<undefined>;
        /**
         * Cannot signal forced change so soon after last.
         */
        TooSoon: PlainDescriptor<undefined>;
        /**
         * A key ownership proof provided as part of an equivocation report is invalid.
         */
        InvalidKeyOwnershipProof: PlainDescriptor<undefined>;
        /**
         * An equivocation proof provided as part of an equivocation report is invalid.
         */
        InvalidEquivocationProof: PlainDescriptor<undefined>;
        /**
         * A given equivocation report is valid but already previously reported.
         */
        DuplicateOffenceReport: PlainDescriptor<undefined>;
    };
    Balances: {
        /**
         * Vesting balance too high to send value.
         */
        VestingBalance: PlainDescriptor<undefined>;
        /**
         * Account liquidity restrictions prevent withdrawal.
         */
        LiquidityRestrictions: PlainDescriptor<undefined>;
        /**
         * Balance too low to send value.
         */
        InsufficientBalance: PlainDescriptor<undefined>;
        /**
         * Value too low to create account due to existential deposit.
         */
        ExistentialDeposit: PlainDescriptor<undefined>;
        /**
         * Transfer/payment would kill account.
         */
        Expendability: PlainDescriptor<undefined>;
        /**
         * A vesting schedule already exists for this account.
         */
        ExistingVestingSchedule: PlainDescriptor<undefined>;
        /**
         * Beneficiary account must pre-exist.
         */
        DeadAccount: PlainDescriptor<undefined>;
        /**
         * Number of named reserves exceed `MaxReserves`.
         */
        TooManyReserves: PlainDescriptor<undefined>;
        /**
         * Number of holds exceed `VariantCountOf<T::RuntimeHoldReason>`.
         */
        TooManyHolds: PlainDescriptor<undefined>;
        /**
         * Number of freezes exceed `MaxFreezes`.
         */
        TooManyFreezes: PlainDescriptor<undefined>;
        /**
         * The issuance cannot be modified since it is already deactivated.
         */
        IssuanceDeactivated: PlainDescriptor<undefined>;
        /**
         * The delta cannot be zero.
         */
        DeltaZero: PlainDescriptor<undefined>;
    };
    Sudo: {
        /**
         * Sender must be the Sudo account.
         */
        RequireSudo: PlainDescriptor<undefined>;
    };
    Utility: {
        /**
         * Too many calls batched.
         */
        TooManyCalls: PlainDescriptor<undefined>;
    };
    Multisig: {
        /**
         * Threshold must be 2 or greater.
         */
        MinimumThreshold: PlainDescriptor<undefined>;
        /**
         * Call is already approved by this signatory.
         */
        AlreadyApproved: PlainDescriptor<undefined>;
        /**
         * Call doesn't need any (more) approvals.
         */
        NoApprovalsNeeded: PlainDescriptor<undefined>;
        /**
         * There are too few signatories in the list.
         */
        TooFewSignatories: PlainDescriptor<undefined>;
        /**
         * There are too many signatories in the list.
         */
        TooManySignatories: PlainDescriptor<undefined>;
        /**
         * The signatories were provided out of order; they should be ordered.
         */
        SignatoriesOutOfOrder: PlainDescriptor<undefined>;
        /**
         * The sender was contained in the other signatories; it shouldn't be.
         */
        SenderInSignatories: PlainDescriptor<undefined>;
        /**
         * Multisig operation not found in storage.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * Only the account that originally created the multisig is able to cancel it or update
         * its deposits.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * No timepoint was given, yet the multisig operation is already underway.
         */
        NoTimepoint: PlainDescriptor<undefined>;
        /**
         * A different timepoint was given to the multisig operation that is underway.
         */
        WrongTimepoint: PlainDescriptor<undefined>;
        /**
         * A timepoint was given, yet no multisig operation is underway.
         */
        UnexpectedTimepoint: PlainDescriptor<undefined>;
        /**
         * The maximum weight information provided was too low.
         */
        MaxWeightTooLow: PlainDescriptor<undefined>;
        /**
         * The data to be stored is already stored.
         */
        AlreadyStored: PlainDescriptor<undefined>;
    };
    Proxy: {
        /**
         * There are too many proxies registered or too many announcements pending.
         */
        TooMany: PlainDescriptor<undefined>;
        /**
         * Proxy registration not found.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * Sender is not a proxy of the account to be proxied.
         */
        NotProxy: PlainDescriptor<undefined>;
        /**
         * A call which is incompatible with the proxy type's filter was attempted.
         */
        Unproxyable: PlainDescriptor<undefined>;
        /**
         * Account is already a proxy.
         */
        Duplicate: PlainDescriptor<undefined>;
        /**
         * Call may not be made by proxy because it may escalate its privileges.
         */
        NoPermission: PlainDescriptor<undefined>;
        /**
         * Announcement, if made at all, was made too recently.
         */
        Unannounced: PlainDescriptor<undefined>;
        /**
         * Cannot add self as proxy.
         */
        NoSelfProxy: PlainDescriptor<undefined>;
    };
    Preimage: {
        /**
         * Preimage is too large to store on-chain.
         */
        TooBig: PlainDescriptor<undefined>;
        /**
         * Preimage has already been noted on-chain.
         */
        AlreadyNoted: PlainDescriptor<undefined>;
        /**
         * The user is not authorized to perform this action.
         */
        NotAuthorized: PlainDescriptor<undefined>;
        /**
         * The preimage cannot be removed since it has not yet been noted.
         */
        NotNoted: PlainDescriptor<undefined>;
        /**
         * A preimage may not be removed when there are outstanding requests.
         */
        Requested: PlainDescriptor<undefined>;
        /**
         * The preimage request cannot be removed since no outstanding requests exist.
         */
        NotRequested: PlainDescriptor<undefined>;
        /**
         * More than `MAX_HASH_UPGRADE_BULK_COUNT` hashes were requested to be upgraded at once.
         */
        TooMany: PlainDescriptor<undefined>;
        /**
         * Too few hashes were requested to be upgraded (i.e. zero).
         */
        TooFew: PlainDescriptor<undefined>;
    };
    Scheduler: {
        /**
         * Failed to schedule a call
         */
        FailedToSchedule: PlainDescriptor<undefined>;
        /**
         * Cannot find the scheduled call.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * Given target block number is in the past.
         */
        TargetBlockNumberInPast: PlainDescriptor<undefined>;
        /**
         * Reschedule failed because it does not change scheduled time.
         */
        RescheduleNoChange: PlainDescriptor<undefined>;
        /**
         * Attempt to use a non-named function on a named task.
         */
        Named: PlainDescriptor<undefined>;
    };
    Assets: {
        /**
         * Account balance must be greater than or equal to the transfer amount.
         */
        BalanceLow: PlainDescriptor<undefined>;
        /**
         * The account to alter does not exist.
         */
        NoAccount: PlainDescriptor<undefined>;
        /**
         * The signing account has no permission to do the operation.
         */
        NoPermission: PlainDescriptor<undefined>;
        /**
         * The given asset ID is unknown.
         */
        Unknown: PlainDescriptor<undefined>;
        /**
         * The origin account is frozen.
         */
        Frozen: PlainDescriptor<undefined>;
        /**
         * The asset ID is already taken.
         */
        InUse: PlainDescriptor<undefined>;
        /**
         * Invalid witness data given.
         */
        BadWitness: PlainDescriptor<undefined>;
        /**
         * Minimum balance should be non-zero.
         */
        MinBalanceZero: PlainDescriptor<undefined>;
        /**
         * Unable to increment the consumer reference counters on the account. Either no provider
         * reference exists to allow a non-zero balance of a non-self-sufficient asset, or one
         * fewer then the maximum number of consumers has been reached.
         */
        UnavailableConsumer: PlainDescriptor<undefined>;
        /**
         * Invalid metadata given.
         */
        BadMetadata: PlainDescriptor<undefined>;
        /**
         * No approval exists that would allow the transfer.
         */
        Unapproved: PlainDescriptor<undefined>;
        /**
         * The source account would not survive the transfer and it needs to stay alive.
         */
        WouldDie: PlainDescriptor<undefined>;
        /**
         * The asset-account already exists.
         */
        AlreadyExists: PlainDescriptor<undefined>;
        /**
         * The asset-account doesn't have an associated deposit.
         */
        NoDeposit: PlainDescriptor<undefined>;
        /**
         * The operation would result in funds being burned.
         */
        WouldBurn: PlainDescriptor<undefined>;
        /**
         * The asset is a live asset and is actively being used. Usually emit for operations such
         * as `start_destroy` which require the asset to be in a destroying state.
         */
        LiveAsset: PlainDescriptor<undefined>;
        /**
         * The asset is not live, and likely being destroyed.
         */
        AssetNotLive: PlainDescriptor<undefined>;
        /**
         * The asset status is not the expected status.
         */
        IncorrectStatus: PlainDescriptor<undefined>;
        /**
         * The asset should be frozen before the given operation.
         */
        NotFrozen: PlainDescriptor<undefined>;
        /**
         * Callback action resulted in error
         */
        CallbackFailed: PlainDescriptor<undefined>;
        /**
         * The asset ID is not the one required by [`Config::AssetIdAllocator`].
         */
        BadAssetId: PlainDescriptor<undefined>;
        /**
         * The [`Config::AssetIdAllocator`] cannot allocate the asset ID: the id space is
         * exhausted.
         */
        AssetIdAllocationFailed: PlainDescriptor<undefined>;
        /**
         * The asset cannot be destroyed because some accounts for this asset contain freezes.
         */
        ContainsFreezes: PlainDescriptor<undefined>;
        /**
         * The asset cannot be destroyed because some accounts for this asset contain holds.
         */
        ContainsHolds: PlainDescriptor<undefined>;
        /**
         * Tried setting too many reserves.
         */
        TooManyReserves: PlainDescriptor<undefined>;
        /**
         * The asset deposit could not be fully moved due to a lock or freeze on the owner.
         */
        IncompleteDepositTransfer: PlainDescriptor<undefined>;
    };
    PoolAssets: {
        /**
         * Account balance must be greater than or equal to the transfer amount.
         */
        BalanceLow: PlainDescriptor<undefined>;
        /**
         * The account to alter does not exist.
         */
        NoAccount: PlainDescriptor<undefined>;
        /**
         * The signing account has no permission to do the operation.
         */
        NoPermission: PlainDescriptor<undefined>;
        /**
         * The given asset ID is unknown.
         */
        Unknown: PlainDescriptor<undefined>;
        /**
         * The origin account is frozen.
         */
        Frozen: PlainDescriptor<undefined>;
        /**
         * The asset ID is already taken.
         */
        InUse: PlainDescriptor<undefined>;
        /**
         * Invalid witness data given.
         */
        BadWitness: PlainDescriptor<undefined>;
        /**
         * Minimum balance should be non-zero.
         */
        MinBalanceZero: PlainDescriptor<undefined>;
        /**
         * Unable to increment the consumer reference counters on the account. Either no provider
         * reference exists to allow a non-zero balance of a non-self-sufficient asset, or one
         * fewer then the maximum number of consumers has been reached.
         */
        UnavailableConsumer: PlainDescriptor<undefined>;
        /**
         * Invalid metadata given.
         */
        BadMetadata: PlainDescriptor<undefined>;
        /**
         * No approval exists that would allow the transfer.
         */
        Unapproved: PlainDescriptor<undefined>;
        /**
         * The source account would not survive the transfer and it needs to stay alive.
         */
        WouldDie: PlainDescriptor<undefined>;
        /**
         * The asset-account already exists.
         */
        AlreadyExists: PlainDescriptor<undefined>;
        /**
         * The asset-account doesn't have an associated deposit.
         */
        NoDeposit: PlainDescriptor<undefined>;
        /**
         * The operation would result in funds being burned.
         */
        WouldBurn: PlainDescriptor<undefined>;
        /**
         * The asset is a live asset and is actively being used. Usually emit for operations such
         * as `start_destroy` which require the asset to be in a destroying state.
         */
        LiveAsset: PlainDescriptor<undefined>;
        /**
         * The asset is not live, and likely being destroyed.
         */
        AssetNotLive: PlainDescriptor<undefined>;
        /**
         * The asset status is not the expected status.
         */
        IncorrectStatus: PlainDescriptor<undefined>;
        /**
         * The asset should be frozen before the given operation.
         */
        NotFrozen: PlainDescriptor<undefined>;
        /**
         * Callback action resulted in error
         */
        CallbackFailed: PlainDescriptor<undefined>;
        /**
         * The asset ID is not the one required by [`Config::AssetIdAllocator`].
         */
        BadAssetId: PlainDescriptor<undefined>;
        /**
         * The [`Config::AssetIdAllocator`] cannot allocate the asset ID: the id space is
         * exhausted.
         */
        AssetIdAllocationFailed: PlainDescriptor<undefined>;
        /**
         * The asset cannot be destroyed because some accounts for this asset contain freezes.
         */
        ContainsFreezes: PlainDescriptor<undefined>;
        /**
         * The asset cannot be destroyed because some accounts for this asset contain holds.
         */
        ContainsHolds: PlainDescriptor<undefined>;
        /**
         * Tried setting too many reserves.
         */
        TooManyReserves: PlainDescriptor<undefined>;
        /**
         * The asset deposit could not be fully moved due to a lock or freeze on the owner.
         */
        IncompleteDepositTransfer: PlainDescriptor<undefined>;
    };
    AssetsFreezer: {
        /**
         * Number of freezes on an account would exceed `MaxFreezes`.
         */
        TooManyFreezes: PlainDescriptor<undefined>;
    };
    PoolAssetsFreezer: {
        /**
         * Number of freezes on an account would exceed `MaxFreezes`.
         */
        TooManyFreezes: PlainDescriptor<undefined>;
    };
    AssetConversion: {
        /**
         * Provided asset pair is not supported for pool.
         */
        InvalidAssetPair: PlainDescriptor<undefined>;
        /**
         * Pool already exists.
         */
        PoolExists: PlainDescriptor<undefined>;
        /**
         * Desired amount can't be zero.
         */
        WrongDesiredAmount: PlainDescriptor<undefined>;
        /**
         * Provided amount should be greater than or equal to the existential deposit/asset's
         * minimal amount.
         */
        AmountOneLessThanMinimal: PlainDescriptor<undefined>;
        /**
         * Provided amount should be greater than or equal to the existential deposit/asset's
         * minimal amount.
         */
        AmountTwoLessThanMinimal: PlainDescriptor<undefined>;
        /**
         * Reserve needs to always be greater than or equal to the existential deposit/asset's
         * minimal amount.
         */
        ReserveLeftLessThanMinimal: PlainDescriptor<undefined>;
        /**
         * Desired amount can't be equal to the pool reserve.
         */
        AmountOutTooHigh: PlainDescriptor<undefined>;
        /**
         * The pool doesn't exist.
         */
        PoolNotFound: PlainDescriptor<undefined>;
        /**
         * An overflow happened.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The minimal amount requirement for the first token in the pair wasn't met.
         */
        AssetOneDepositDidNotMeetMinimum: PlainDescriptor<undefined>;
        /**
         * The minimal amount requirement for the second token in the pair wasn't met.
         */
        AssetTwoDepositDidNotMeetMinimum: PlainDescriptor<undefined>;
        /**
         * The minimal amount requirement for the first token in the pair wasn't met.
         */
        AssetOneWithdrawalDidNotMeetMinimum: PlainDescriptor<undefined>;
        /**
         * The minimal amount requirement for the second token in the pair wasn't met.
         */
        AssetTwoWithdrawalDidNotMeetMinimum: PlainDescriptor<undefined>;
        /**
         * Optimal calculated amount is less than desired.
         */
        OptimalAmountLessThanDesired: PlainDescriptor<undefined>;
        /**
         * Insufficient liquidity minted.
         */
        InsufficientLiquidityMinted: PlainDescriptor<undefined>;
        /**
         * Requested liquidity can't be zero.
         */
        ZeroLiquidity: PlainDescriptor<undefined>;
        /**
         * Amount can't be zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * Calculated amount out is less than provided minimum amount.
         */
        ProvidedMinimumNotSufficientForSwap: PlainDescriptor<undefined>;
        /**
         * Provided maximum amount is not sufficient for swap.
         */
        ProvidedMaximumNotSufficientForSwap: PlainDescriptor<undefined>;
        /**
         * The provided path must consists of 2 assets at least.
         */
        InvalidPath: PlainDescriptor<undefined>;
        /**
         * The provided path must consists of unique assets.
         */
        NonUniquePath: PlainDescriptor<undefined>;
        /**
         * It was not possible to get or increment the Id of the pool.
         */
        IncorrectPoolAssetId: PlainDescriptor<undefined>;
        /**
         * The destination account cannot exist with the swapped funds.
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * The pool exists but has no liquidity (at least one of the reserves is zero).
         */
        PoolEmpty: PlainDescriptor<undefined>;
        /**
         * The fee exceeds [`Config::MaxSwapFee`].
         */
        FeeTooHigh: PlainDescriptor<undefined>;
        /**
         * The pool account can't send one of its assets (e.g. the asset class is frozen or the
         * pool account is blocked).
         */
        PoolUnavailable: PlainDescriptor<undefined>;
    };
    AssetRewards: {
        /**
         * The staker does not have enough tokens to perform the operation.
         */
        NotEnoughTokens: PlainDescriptor<undefined>;
        /**
         * An operation was attempted on a non-existent pool.
         */
        NonExistentPool: PlainDescriptor<undefined>;
        /**
         * An operation was attempted for a non-existent staker.
         */
        NonExistentStaker: PlainDescriptor<undefined>;
        /**
         * An operation was attempted with a non-existent asset.
         */
        NonExistentAsset: PlainDescriptor<undefined>;
        /**
         * There was an error converting a block number.
         */
        BlockNumberConversionError: PlainDescriptor<undefined>;
        /**
         * The expiry block must be in the future.
         */
        ExpiryBlockMustBeInTheFuture: PlainDescriptor<undefined>;
        /**
         * Insufficient funds to create the freeze.
         */
        InsufficientFunds: PlainDescriptor<undefined>;
        /**
         * The expiry block can be only extended.
         */
        ExpiryCut: PlainDescriptor<undefined>;
        /**
         * The reward rate per block can be only increased.
         */
        RewardRateCut: PlainDescriptor<undefined>;
        /**
         * The pool still has staked tokens or rewards.
         */
        NonEmptyPool: PlainDescriptor<undefined>;
    };
    Channels: {
        /**
         * There is no such channel, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * The caller is not a party of the channel.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * Only the opener can do this.
         */
        NotOpener: PlainDescriptor<undefined>;
        /**
         * Only the counterparty can do this.
         */
        NotCounterparty: PlainDescriptor<undefined>;
        /**
         * The channel is not open: it is only proposed, or already closing.
         */
        NotOpen: PlainDescriptor<undefined>;
        /**
         * The channel is not an unanswered proposal.
         */
        NotProposed: PlainDescriptor<undefined>;
        /**
         * The channel is not closing.
         */
        NotClosing: PlainDescriptor<undefined>;
        /**
         * The channel is paid out already; only what is pending is left.
         */
        AlreadySettled: PlainDescriptor<undefined>;
        /**
         * Both parties are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * The channel would hold less than the minimum balance of its asset (dust).
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * The channel is in another asset.
         */
        WrongAsset: PlainDescriptor<undefined>;
        /**
         * The challenge period is shorter than the shortest.
         */
        ChallengePeriodTooShort: PlainDescriptor<undefined>;
        /**
         * The challenge period is longer than the longest.
         */
        ChallengePeriodTooLong: PlainDescriptor<undefined>;
        /**
         * The deadline of a proposal is now or in the past.
         */
        DeadlineTooSoon: PlainDescriptor<undefined>;
        /**
         * A deadline is too far in the future: of a proposal, of an HTLC, or of an ending.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * Too late: the proposal or the ending has expired, or the challenge period is over, also that
         * of a request.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * Too early: the challenge period is not over, also that of a request, the preimage still has to be kept, or the
         * approval still counts.
         */
        NotExpired: PlainDescriptor<undefined>;
        /**
         * The free ledger balance of the party does not cover the amount.
         */
        InsufficientLedger: PlainDescriptor<undefined>;
        /**
         * A party would get less than nothing: the message moves, or the party claims, more than it
         * has committed.
         */
        ExceedsCommitted: PlainDescriptor<undefined>;
        /**
         * The version is not above the one that counts: the base, or the state presented last.
         */
        StaleVersion: PlainDescriptor<undefined>;
        /**
         * The opener's signature is not one over this message, channel and chain.
         */
        BadOpenerSignature: PlainDescriptor<undefined>;
        /**
         * The counterparty's signature is not one over this message, channel and chain.
         */
        BadCounterpartySignature: PlainDescriptor<undefined>;
        /**
         * Something in the channel is still locked for payments under way.
         */
        HasLocks: PlainDescriptor<undefined>;
        /**
         * Something in the channel is committed: only both parties' signatures divide that.
         */
        HasCommitted: PlainDescriptor<undefined>;
        /**
         * A fee rate is above a million millionths, or the smallest amount above the largest.
         */
        UnsoundPolicy: PlainDescriptor<undefined>;
        /**
         * The party's policy does not let this payment pass, or it has none.
         */
        PolicyRefuses: PlainDescriptor<undefined>;
        /**
         * The preimage is known already.
         */
        AlreadyRevealed: PlainDescriptor<undefined>;
        /**
         * The preimage is not known.
         */
        NotRevealed: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: more would go to those to whom the rest is owed.
         */
        PotShort: PlainDescriptor<undefined>;
        /**
         * No HTLC of this channel waits for the preimage, or its deadline is over.
         */
        NothingWaits: PlainDescriptor<undefined>;
        /**
         * The opener has not signed this, does not present it, and has not approved it.
         */
        NoOpenerConsent: PlainDescriptor<undefined>;
        /**
         * The counterparty has not signed this, does not present it, and has not approved it.
         */
        NoCounterpartyConsent: PlainDescriptor<undefined>;
        /**
         * The party has approved this already.
         */
        AlreadyApproved: PlainDescriptor<undefined>;
        /**
         * The party has not approved this, or its approval is forgotten.
         */
        NotApproved: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own: money that is paid to it is lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * The side has requested a withdrawal already: there can be one at a time.
         */
        AlreadyRequested: PlainDescriptor<undefined>;
        /**
         * The side has not requested a withdrawal, or no longer.
         */
        NotRequested: PlainDescriptor<undefined>;
        /**
         * By the state with which it requests a withdrawal the party has less than that for sure.
         */
        ExceedsBalance: PlainDescriptor<undefined>;
        /**
         * By this state the side has what it has requested, and the reserve: it says nothing against
         * that.
         */
        RequestCovered: PlainDescriptor<undefined>;
        /**
         * A later state was shown with a request to withdraw: nothing older than that counts.
         */
        OlderThanShown: PlainDescriptor<undefined>;
        /**
         * By the state with which it requests a withdrawal the party would keep less than the reserve
         * beside it. The rest comes out by closing, or as both sign.
         */
        BelowReserve: PlainDescriptor<undefined>;
        /**
         * The side is bound for a time: it cannot commit, nor request a withdrawal, nor end the channel
         * by itself, but with a state that has HTLCs.
         */
        Guarded: PlainDescriptor<undefined>;
        /**
         * The side is bound for a time to keep more than that free.
         */
        BelowFloor: PlainDescriptor<undefined>;
        /**
         * The side is bound for a time to forward on better terms than these.
         */
        PolicyBelowGuard: PlainDescriptor<undefined>;
    };
    Mpp: {
        /**
         * There is no such payment, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * There is no such part, or no longer.
         */
        PartNotFound: PlainDescriptor<undefined>;
        /**
         * There is no such invoice, or no longer, or only another one that the payment does not
         * fit.
         */
        InvoiceNotFound: PlainDescriptor<undefined>;
        /**
         * The payee has registered an invoice with this payment hash already; not the same one, if
         * that is to be paid at once.
         */
        AlreadyExists: PlainDescriptor<undefined>;
        /**
         * The caller is neither payer nor payee.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * Only the payer can do this.
         */
        NotPayer: PlainDescriptor<undefined>;
        /**
         * Only the payee can do this.
         */
        NotPayee: PlainDescriptor<undefined>;
        /**
         * Payer and payee are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * The signature is not the payee's, or not for this chain.
         */
        BadSignature: PlainDescriptor<undefined>;
        /**
         * The invoice is another one than the payer read: its payment secret is not the one named.
         */
        BadSecret: PlainDescriptor<undefined>;
        /**
         * The payment secret is one that anybody could guess.
         */
        ObviousSecret: PlainDescriptor<undefined>;
        /**
         * A route hint without a channel.
         */
        EmptyHint: PlainDescriptor<undefined>;
        /**
         * The preimage does not open this payment.
         */
        BadPreimage: PlainDescriptor<undefined>;
        /**
         * The invoice asks for something that this chain does not know.
         */
        UnknownFeature: PlainDescriptor<undefined>;
        /**
         * The invoice cannot be paid in parts.
         */
        SinglePartOnly: PlainDescriptor<undefined>;
        /**
         * The payee has not agreed to be paid without a preimage.
         */
        NotInstant: PlainDescriptor<undefined>;
        /**
         * The invoice asks for another amount: less, or more than twice as much.
         */
        WrongTotal: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * The invoice has been paid.
         */
        AlreadyPaid: PlainDescriptor<undefined>;
        /**
         * A payment of this invoice, or another one to its payee under the same hash, is complete
         * and waits to be claimed.
         */
        AlreadyComplete: PlainDescriptor<undefined>;
        /**
         * The preimage is public: whoever locks money for it gives it away, and what has waited
         * for it is the payee's.
         */
        AlreadyRevealed: PlainDescriptor<undefined>;
        /**
         * The time for this is over.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The time for this has not come.
         */
        NotExpired: PlainDescriptor<undefined>;
        /**
         * The payee would have too little time to claim before the deadline.
         */
        DeadlineTooSoon: PlainDescriptor<undefined>;
        /**
         * The deadline is later than can be chosen.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * No route is given.
         */
        NoParts: PlainDescriptor<undefined>;
        /**
         * There can be no more parts.
         */
        TooManyParts: PlainDescriptor<undefined>;
        /**
         * A route without a channel.
         */
        EmptyRoute: PlainDescriptor<undefined>;
        /**
         * The route ends at somebody who is not the payee.
         */
        WrongPayee: PlainDescriptor<undefined>;
        /**
         * A party in between would keep less than its policies ask for.
         */
        FeeTooLow: PlainDescriptor<undefined>;
        /**
         * The parties in between would keep more, over all parts, than the payer allows.
         */
        FeeTooHigh: PlainDescriptor<undefined>;
        /**
         * The parts would bring more than the total.
         */
        ExceedsTotal: PlainDescriptor<undefined>;
        /**
         * The payment is complete: its parts wait for the payee, or for the deadline.
         */
        PaymentComplete: PlainDescriptor<undefined>;
        /**
         * Parts are missing.
         */
        PaymentIncomplete: PlainDescriptor<undefined>;
        /**
         * There is nothing to settle or to release yet.
         */
        NotDue: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The payment has more parts or hops than the caller says, and pays for.
         */
        ExceedsSize: PlainDescriptor<undefined>;
        /**
         * The parties in between would get more than the payer allows, over all parts, if those
         * wait to the end and are not made.
         */
        HoldFeeTooHigh: PlainDescriptor<undefined>;
        /**
         * The payment is for something that its payee has locked for it: the payee can neither
         * give it up nor claim it.
         */
        Binding: PlainDescriptor<undefined>;
        /**
         * The invoice is in another asset.
         */
        WrongAsset: PlainDescriptor<undefined>;
    };
    Rebalancing: {
        /**
         * The account has no policy in this asset, or none for this channel.
         */
        PolicyNotFound: PlainDescriptor<undefined>;
        /**
         * There is no such channel.
         */
        ChannelNotFound: PlainDescriptor<undefined>;
        /**
         * There is no such proposal, or no longer.
         */
        ProposalNotFound: PlainDescriptor<undefined>;
        /**
         * The account is not a party of the channel.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * The caller is neither the account nor its operator.
         */
        NotOperator: PlainDescriptor<undefined>;
        /**
         * The account pays over none of the channels of the proposed cycle.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * The channel is not open.
         */
        NotOpen: PlainDescriptor<undefined>;
        /**
         * The channel is in another asset, or not all channels are in one.
         */
        WrongAsset: PlainDescriptor<undefined>;
        /**
         * The target does not lie between the thresholds.
         */
        UnsoundBand: PlainDescriptor<undefined>;
        /**
         * The interval between runs is shorter than the shortest.
         */
        IntervalTooShort: PlainDescriptor<undefined>;
        /**
         * The budget's period is shorter than the shortest.
         */
        BudgetPeriodTooShort: PlainDescriptor<undefined>;
        /**
         * Channels have policies of their own, which have to be removed first.
         */
        ChannelPoliciesRemain: PlainDescriptor<undefined>;
        /**
         * The account's policy leaves all to manual runs.
         */
        NotAutomatic: PlainDescriptor<undefined>;
        /**
         * No automatic run is due, or the last was too recent.
         */
        NotDue: PlainDescriptor<undefined>;
        /**
         * There is no cycle in the call.
         */
        NoCycle: PlainDescriptor<undefined>;
        /**
         * The channels do not lead from the caller back to the caller, or lead through it in
         * between.
         */
        NotACycle: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * A forwarder would keep less than it asks for.
         */
        FeeTooLow: PlainDescriptor<undefined>;
        /**
         * The fees are more than the call or the account's policy allows.
         */
        FeeTooHigh: PlainDescriptor<undefined>;
        /**
         * The fees are more than what is left of the period's budget.
         */
        ExceedsFeeBudget: PlainDescriptor<undefined>;
        /**
         * The caller's policy excludes this channel.
         */
        ChannelExcluded: PlainDescriptor<undefined>;
        /**
         * The caller's policy leaves this channel to manual runs.
         */
        ManualOnly: PlainDescriptor<undefined>;
        /**
         * One of the caller's channels would come out of its thresholds, or lie farther out.
         */
        WorsensBalance: PlainDescriptor<undefined>;
        /**
         * The caller's channels together would not be nearer to their targets.
         */
        NoImprovement: PlainDescriptor<undefined>;
        /**
         * An account comes twice in the proposed cycle.
         */
        RepeatsAccount: PlainDescriptor<undefined>;
        /**
         * The account has accepted this proposal already.
         */
        AlreadyAccepted: PlainDescriptor<undefined>;
        /**
         * The deadline of the proposal has passed.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The deadline is not in the future.
         */
        DeadlineTooSoon: PlainDescriptor<undefined>;
        /**
         * The deadline is farther in the future than the runtime allows.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
    };
    Lsp: {
        /**
         * The account is no provider in this asset.
         */
        NotProvider: PlainDescriptor<undefined>;
        /**
         * The account is a provider in this asset already.
         */
        AlreadyProvider: PlainDescriptor<undefined>;
        /**
         * The bond is smaller than the least.
         */
        BondTooSmall: PlainDescriptor<undefined>;
        /**
         * The bond has not so much that answers for nothing.
         */
        BondExhausted: PlainDescriptor<undefined>;
        /**
         * The provider has not so much stock that nobody has.
         */
        StockShort: PlainDescriptor<undefined>;
        /**
         * Leases or reservations bind the provider.
         */
        StillLeased: PlainDescriptor<undefined>;
        /**
         * The terms cannot be computed with, nobody could be paid by them, or they ask for more
         * than waiting may cost; or, of what is listed: not all sizes of the class could be paid by
         * them at once, something has to stay, or they ask for more than a tenth.
         */
        UnsoundTerms: PlainDescriptor<undefined>;
        /**
         * An item of the menu has no size or lifetime to choose, asks for more than a whole
         * amount, or has expired.
         */
        UnsoundMenu: PlainDescriptor<undefined>;
        /**
         * The items of a menu go from the cheaper to the dearer: no price falls, and one rises.
         */
        UnsortedMenu: PlainDescriptor<undefined>;
        /**
         * Something of the menu, or of the terms, binds until a later time.
         */
        MenuBinds: PlainDescriptor<undefined>;
        /**
         * An instant is later than can be chosen.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * The time for this is over.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The time for this has not come.
         */
        NotExpired: PlainDescriptor<undefined>;
        /**
         * The provider, or nobody, offers anything in this asset.
         */
        NoOffer: PlainDescriptor<undefined>;
        /**
         * What the provider has offered has expired.
         */
        MenuExpired: PlainDescriptor<undefined>;
        /**
         * The provider offers only larger channels.
         */
        SizeTooSmall: PlainDescriptor<undefined>;
        /**
         * The provider offers only smaller channels.
         */
        SizeTooLarge: PlainDescriptor<undefined>;
        /**
         * The provider offers this for a shorter time, or no lease can be so long.
         */
        LifetimeTooLong: PlainDescriptor<undefined>;
        /**
         * No lease can be so short.
         */
        LifetimeTooShort: PlainDescriptor<undefined>;
        /**
         * The fee cannot be computed: a step does not fit.
         */
        FeeOverflow: PlainDescriptor<undefined>;
        /**
         * The fee is above what the caller pays at most.
         */
        FeeTooHigh: PlainDescriptor<undefined>;
        /**
         * The fee is not below what the provider brings: what is first received could not cover
         * it.
         */
        FeeNotBelowSize: PlainDescriptor<undefined>;
        /**
         * The provider's terms are worse than the client takes.
         */
        TermsTooPoor: PlainDescriptor<undefined>;
        /**
         * The provider's terms are worse now than those that bind it in the channel: what it asks now
         * is not for these.
         */
        OtherTerms: PlainDescriptor<undefined>;
        /**
         * The quote was used as often as it can be.
         */
        QuoteUsed: PlainDescriptor<undefined>;
        /**
         * What is signed is something else, or by somebody else.
         */
        BadSignature: PlainDescriptor<undefined>;
        /**
         * There is no such class of sizes, or no such term.
         */
        NoSuchShelf: PlainDescriptor<undefined>;
        /**
         * The item is not for all sizes of the class.
         */
        ClassNotCovered: PlainDescriptor<undefined>;
        /**
         * The item is not for all lifetimes of the term.
         */
        TermNotCovered: PlainDescriptor<undefined>;
        /**
         * In this class the item is neither flat nor proportional: at the smaller sizes its least
         * fee counts, at the larger ones its share.
         */
        MixesInClass: PlainDescriptor<undefined>;
        /**
         * The shelf has no room.
         */
        ShelfFull: PlainDescriptor<undefined>;
        /**
         * The menu has no such item.
         */
        NoSuchItem: PlainDescriptor<undefined>;
        /**
         * The provider is on as many shelves as it can be.
         */
        TooManyListings: PlainDescriptor<undefined>;
        /**
         * The provider is not listed there.
         */
        NotListed: PlainDescriptor<undefined>;
        /**
         * The offer is where it belongs.
         */
        UpToDate: PlainDescriptor<undefined>;
        /**
         * None of the offers within reach is for this request. There may be others, by name.
         */
        NoneInReach: PlainDescriptor<undefined>;
        /**
         * The block is not one of this chain, or too old.
         */
        StaleBeat: PlainDescriptor<undefined>;
        /**
         * The client has reserved something of this provider already.
         */
        AlreadyReserved: PlainDescriptor<undefined>;
        /**
         * The client has reserved nothing of this provider, or no longer.
         */
        NotReserved: PlainDescriptor<undefined>;
        /**
         * The client has reserved less, or for a shorter time.
         */
        ExceedsReserved: PlainDescriptor<undefined>;
        /**
         * Client and provider are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * There is no such lease, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * The caller is not a party of the lease.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * Only the client can do this, or the one that a quote names.
         */
        NotClient: PlainDescriptor<undefined>;
        /**
         * The fee is not there yet, or what was paid of it is used up.
         */
        FeeUnpaid: PlainDescriptor<undefined>;
        /**
         * More would be paid than the fee.
         */
        ExceedsFee: PlainDescriptor<undefined>;
        /**
         * More would go back than was paid and is not collected.
         */
        ExceedsPaid: PlainDescriptor<undefined>;
        /**
         * What is paid at first is used up sooner than the time of grace.
         */
        FirstTooSmall: PlainDescriptor<undefined>;
        /**
         * The other party has not proposed just that.
         */
        NotProposed: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * There is nothing to collect.
         */
        NothingOwed: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * The amount is below the minimum balance of its asset.
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: more would go to those to whom the rest is owed.
         */
        PotShort: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own, which holds the asset: money that is paid to it is
         * lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
    };
    Watchtowers: {
        /**
         * There is no such tower, or channel, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * Only the tower's owner can do this.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * Only the tower's owner, or its machine, can do this.
         */
        NotOperator: PlainDescriptor<undefined>;
        /**
         * The caller has a tower in this asset already.
         */
        AlreadyRegistered: PlainDescriptor<undefined>;
        /**
         * The bond would be smaller than the smallest.
         */
        BondTooSmall: PlainDescriptor<undefined>;
        /**
         * So much of the bond is not free: hires count on it.
         */
        BondExhausted: PlainDescriptor<undefined>;
        /**
         * The tower watches as many channels as it may with its bond and its score.
         */
        CapacityReached: PlainDescriptor<undefined>;
        /**
         * The cover or the response time is zero, or the uptime above all of the time.
         */
        UnsoundTerms: PlainDescriptor<undefined>;
        /**
         * The tower has had as many keys as one can have: register it anew.
         */
        TooManyKeys: PlainDescriptor<undefined>;
        /**
         * Another key of the tower is about to count: one at a time.
         */
        KeyPending: PlainDescriptor<undefined>;
        /**
         * The tower leaves, or has said so already.
         */
        TowerLeaves: PlainDescriptor<undefined>;
        /**
         * The tower is silent.
         */
        TowerSilent: PlainDescriptor<undefined>;
        /**
         * The tower is not leaving, or not yet gone.
         */
        NotLeft: PlainDescriptor<undefined>;
        /**
         * The tower still has hires, or some that can be claimed for.
         */
        StillWatching: PlainDescriptor<undefined>;
        /**
         * The block that the beat names is too old, or not of this chain.
         */
        StaleBeat: PlainDescriptor<undefined>;
        /**
         * Nothing is earned that could be paid out now.
         */
        NothingOwed: PlainDescriptor<undefined>;
        /**
         * The channel is not open.
         */
        NotOpen: PlainDescriptor<undefined>;
        /**
         * The caller is not a party of the channel.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * The channel is in another asset than the tower.
         */
        WrongAsset: PlainDescriptor<undefined>;
        /**
         * The party has hired this tower for the channel already.
         */
        AlreadyHired: PlainDescriptor<undefined>;
        /**
         * The party has not hired this tower for the channel.
         */
        NotHired: PlainDescriptor<undefined>;
        /**
         * Something is demanded of the tower already: one at a time.
         */
        AlreadyDemanded: PlainDescriptor<undefined>;
        /**
         * Nothing is demanded of the tower.
         */
        NotDemanded: PlainDescriptor<undefined>;
        /**
         * The receipt names no backup.
         */
        NoBackup: PlainDescriptor<undefined>;
        /**
         * The tower answers for nothing any more in this hire: it has paid that, or nothing can be lost.
         */
        CoverSpent: PlainDescriptor<undefined>;
        /**
         * The hire, or the tower, would be over before it has to answer.
         */
        HireTooShort: PlainDescriptor<undefined>;
        /**
         * It is not the backup that is demanded, nor a later state.
         */
        WrongAnswer: PlainDescriptor<undefined>;
        /**
         * The time for an answer is over.
         */
        TooLate: PlainDescriptor<undefined>;
        /**
         * The party has hired as many towers for the channel as it can.
         */
        TooManyTowers: PlainDescriptor<undefined>;
        /**
         * All towers together may take more than two thirds of the channel's challenge period.
         */
        PeriodTooShort: PlainDescriptor<undefined>;
        /**
         * The deposit does not pay for the shortest hire.
         */
        DepositTooSmall: PlainDescriptor<undefined>;
        /**
         * The tower is dearer, slower, or answers for less, than the caller accepts.
         */
        TermsChanged: PlainDescriptor<undefined>;
        /**
         * The hire's money is used up.
         */
        RanDry: PlainDescriptor<undefined>;
        /**
         * The order does not name each tower once.
         */
        WrongOrder: PlainDescriptor<undefined>;
        /**
         * The channel is in a dispute: towers stay as they are until that is over.
         */
        InDispute: PlainDescriptor<undefined>;
        /**
         * Nothing of the watch is over.
         */
        NotOver: PlainDescriptor<undefined>;
        /**
         * Something of this version, or of a later one, is there already.
         */
        StaleVersion: PlainDescriptor<undefined>;
        /**
         * A signature is missing or wrong.
         */
        BadSignature: PlainDescriptor<undefined>;
        /**
         * Nothing is posted in clear, or not this state.
         */
        NotPosted: PlainDescriptor<undefined>;
        /**
         * The receipt is not of this tower, hire, state or time.
         */
        BadReceipt: PlainDescriptor<undefined>;
        /**
         * The state could not have been presented: it is on another base, or not sound.
         */
        NotServable: PlainDescriptor<undefined>;
        /**
         * No state counts yet, or HTLCs still wait.
         */
        NotSettled: PlainDescriptor<undefined>;
        /**
         * The time in which this could be proved is over, or too short for an answer.
         */
        WindowClosed: PlainDescriptor<undefined>;
        /**
         * The state that counts, or that was shown, is as new; or the tower did not have its time.
         */
        NotMissed: PlainDescriptor<undefined>;
        /**
         * The tower presented it, somebody did in time, or nobody had claimed too much.
         */
        NotLate: PlainDescriptor<undefined>;
        /**
         * The tower presented no older state than one that it had signed for in time.
         */
        NotFalse: PlainDescriptor<undefined>;
        /**
         * The party has lost nothing by it, has closed the channel itself, or was paid all that the
         * tower answers for.
         */
        NoLoss: PlainDescriptor<undefined>;
        /**
         * In nearly all of the blocks an urgent call found no room.
         */
        RoomWasMissing: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * The amount is less than the minimum balance of its asset (dust).
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own, which holds the asset: money that is paid to it is
         * lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: more would go to those to whom the rest is owed.
         */
        PotShort: PlainDescriptor<undefined>;
    };
    Swaps: {
        /**
         * There is no such leg or bond, or no longer; of a claim, none for this preimage.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * The owner has a leg with this payment hash already, or one that is not forgotten yet.
         */
        AlreadyLocked: PlainDescriptor<undefined>;
        /**
         * The preimage is public: whoever locks money for it gives it away.
         */
        AlreadyRevealed: PlainDescriptor<undefined>;
        /**
         * The leg has ended.
         */
        AlreadyEnded: PlainDescriptor<undefined>;
        /**
         * The leg has not ended.
         */
        NotEnded: PlainDescriptor<undefined>;
        /**
         * The time for this is over.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The time for this has not come.
         */
        NotExpired: PlainDescriptor<undefined>;
        /**
         * There is nothing to settle yet.
         */
        NotDue: PlainDescriptor<undefined>;
        /**
         * The call names no leg.
         */
        NoLegs: PlainDescriptor<undefined>;
        /**
         * The deadline leaves too little time to claim.
         */
        DeadlineTooSoon: PlainDescriptor<undefined>;
        /**
         * The deadline, or until when a signature is good, is later than can be chosen.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * A standstill would put the deadline off for longer than it may.
         */
        ExtensionTooLong: PlainDescriptor<undefined>;
        /**
         * Owner and receiver are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * Only the receiver can do this.
         */
        NotReceiver: PlainDescriptor<undefined>;
        /**
         * Only the owner can do this.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * The receiver is not the other party of the channel.
         */
        WrongReceiver: PlainDescriptor<undefined>;
        /**
         * The receiver would get more than there is in the leg.
         */
        ExceedsLeg: PlainDescriptor<undefined>;
        /**
         * The signature is not the party's, or not for this chain, leg or agreement.
         */
        BadSignature: PlainDescriptor<undefined>;
        /**
         * A ring has two legs at the least.
         */
        TooFewLegs: PlainDescriptor<undefined>;
        /**
         * The terms have no leg at this position.
         */
        WrongPosition: PlainDescriptor<undefined>;
        /**
         * This leg of the ring is for another chain.
         */
        WrongChain: PlainDescriptor<undefined>;
        /**
         * An account pays two legs of the ring on one chain, or receives two.
         */
        RepeatsAccount: PlainDescriptor<undefined>;
        /**
         * The terms leave too little time between two steps.
         */
        GapTooShort: PlainDescriptor<undefined>;
        /**
         * The terms ask for no bond here.
         */
        NoBond: PlainDescriptor<undefined>;
        /**
         * The receiver has posted a bond for this payment hash already.
         */
        AlreadyBonded: PlainDescriptor<undefined>;
        /**
         * The receiver has not posted the bond that the terms ask for.
         */
        BondNotFound: PlainDescriptor<undefined>;
        /**
         * The bond that the receiver has posted is for other terms, or another leg.
         */
        WrongBond: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * The amount is below the minimum balance of its asset.
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: more would go to those to whom the rest is owed.
         */
        PotShort: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own, which holds the asset: money that is paid to it is
         * lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The provider has no such quote.
         */
        QuoteNotFound: PlainDescriptor<undefined>;
        /**
         * The quote has other rates than the caller has read.
         */
        QuoteChanged: PlainDescriptor<undefined>;
        /**
         * The quote stands: until it expires, or is paused, its provider can only give more room.
         */
        QuoteBinding: PlainDescriptor<undefined>;
        /**
         * The quote is paused.
         */
        QuotePaused: PlainDescriptor<undefined>;
        /**
         * Swaps by the quote are under way.
         */
        QuoteInUse: PlainDescriptor<undefined>;
        /**
         * A rate is above what can be asked, the smallest amount is zero or above the largest,
         * there is no time to choose, or a quote for swaps out of channels is to pay elsewhere.
         */
        UnsoundQuote: PlainDescriptor<undefined>;
        /**
         * The quote is for smaller amounts, or for larger ones.
         */
        AmountOutOfRange: PlainDescriptor<undefined>;
        /**
         * Swaps under way would have more than the quote allows.
         */
        LimitReached: PlainDescriptor<undefined>;
        /**
         * The provider has put up less than that.
         */
        StockShort: PlainDescriptor<undefined>;
        /**
         * The quote is for invoices of this chain alone.
         */
        InvoiceOnly: PlainDescriptor<undefined>;
        /**
         * The leg is tied to a payment, and ends with that.
         */
        EndsWithPayment: PlainDescriptor<undefined>;
        /**
         * What is locked in a channel arrives there, and in no other.
         */
        ArrivesInChannel: PlainDescriptor<undefined>;
        /**
         * The leg is tied to no payment.
         */
        NotTied: PlainDescriptor<undefined>;
    };
    Streaming: {
        /**
         * There is no such stream, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * Only the payer can do this.
         */
        NotPayer: PlainDescriptor<undefined>;
        /**
         * Only the payee can do this.
         */
        NotPayee: PlainDescriptor<undefined>;
        /**
         * The caller is not a party of the stream.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * Payer and payee are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * An amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * The deposit is less than the minimum balance of its asset (dust).
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * A rate is zero. To stop a stream for a while, pause it.
         */
        ZeroRate: PlainDescriptor<undefined>;
        /**
         * The stream has this rate already.
         */
        SameRate: PlainDescriptor<undefined>;
        /**
         * The interval is shorter than the shortest.
         */
        IntervalTooShort: PlainDescriptor<undefined>;
        /**
         * The interval is longer than the longest.
         */
        IntervalTooLong: PlainDescriptor<undefined>;
        /**
         * The grace period is longer than the longest.
         */
        GraceTooLong: PlainDescriptor<undefined>;
        /**
         * The start is in the past.
         */
        StartInPast: PlainDescriptor<undefined>;
        /**
         * The start is more than 366 days ahead.
         */
        StartTooFar: PlainDescriptor<undefined>;
        /**
         * The end is not after the start.
         */
        EndTooSoon: PlainDescriptor<undefined>;
        /**
         * The cliff is before the start or after the end.
         */
        CliffOutOfRange: PlainDescriptor<undefined>;
        /**
         * The payer could not take the deposit back for longer than that may be: name an earlier
         * end, a higher rate, or let the payer cancel.
         */
        DepositBoundTooLong: PlainDescriptor<undefined>;
        /**
         * A price, cap or period of a meter is zero, or the dispute window is longer than the
         * longest.
         */
        UnsoundPrice: PlainDescriptor<undefined>;
        /**
         * By the stream's terms this takes the other party, too: propose it.
         */
        NeedsConsent: PlainDescriptor<undefined>;
        /**
         * The other party has not proposed this change, or not to the stream as it is now: its
         * rate has changed since, or it was paused or resumed.
         */
        NotProposed: PlainDescriptor<undefined>;
        /**
         * The stream is paused.
         */
        Paused: PlainDescriptor<undefined>;
        /**
         * The stream is not paused.
         */
        NotPaused: PlainDescriptor<undefined>;
        /**
         * The stream's money is used up: it waits for more.
         */
        RanDry: PlainDescriptor<undefined>;
        /**
         * The stream's time is over: the hook or [`Call::claim`] ends it.
         */
        StreamEnded: PlainDescriptor<undefined>;
        /**
         * The stream has not started yet.
         */
        NotStarted: PlainDescriptor<undefined>;
        /**
         * There is nothing owed that could be paid now.
         */
        NothingOwed: PlainDescriptor<undefined>;
        /**
         * There is not as much that is not owed.
         */
        InsufficientFunds: PlainDescriptor<undefined>;
        /**
         * The stream is metered: it has no rate.
         */
        Metered: PlainDescriptor<undefined>;
        /**
         * The stream is not metered.
         */
        NotMetered: PlainDescriptor<undefined>;
        /**
         * The stream is paid from a vault: what concerns its money concerns the vault.
         */
        PaidFromVault: PlainDescriptor<undefined>;
        /**
         * The last report can still be disputed: only one can wait.
         */
        ReportPending: PlainDescriptor<undefined>;
        /**
         * There is no report that can be disputed.
         */
        NoReport: PlainDescriptor<undefined>;
        /**
         * More units than can be reported in a period.
         */
        ExceedsCap: PlainDescriptor<undefined>;
        /**
         * More than the stream pays in all.
         */
        ExceedsMaximum: PlainDescriptor<undefined>;
        /**
         * The payer has no such vault.
         */
        VaultNotFound: PlainDescriptor<undefined>;
        /**
         * Only the owner of the vault can do this.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * The payer has a vault in this asset already.
         */
        VaultExists: PlainDescriptor<undefined>;
        /**
         * Streams are still paid from the vault.
         */
        VaultInUse: PlainDescriptor<undefined>;
        /**
         * The vault cannot pay its streams: it waits for more money.
         */
        VaultRanDry: PlainDescriptor<undefined>;
        /**
         * The vault's time is over: its streams end, and then it is closed.
         */
        VaultEnded: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own, which holds the asset: money that is paid to it is
         * lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: more would go to those to whom the rest is owed.
         */
        PotShort: PlainDescriptor<undefined>;
        /**
         * The change names another report than the one that can be disputed now, or names one and
         * there is none: read again.
         */
        WrongReport: PlainDescriptor<undefined>;
    };
    Recurring: {
        /**
         * There is no such subscription, or no longer.
         */
        NotFound: PlainDescriptor<undefined>;
        /**
         * There is no such plan, or no longer.
         */
        PlanNotFound: PlainDescriptor<undefined>;
        /**
         * The caller is neither payer nor payee.
         */
        NotParty: PlainDescriptor<undefined>;
        /**
         * Only the payer can do this.
         */
        NotPayer: PlainDescriptor<undefined>;
        /**
         * Only the payee can do this.
         */
        NotPayee: PlainDescriptor<undefined>;
        /**
         * Payer and payee are the same account.
         */
        SameParty: PlainDescriptor<undefined>;
        /**
         * There would never be anything to pay, or the amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * The plan is in another asset than the subscription.
         */
        WrongAsset: PlainDescriptor<undefined>;
        /**
         * The plan is another payee's.
         */
        WrongPayee: PlainDescriptor<undefined>;
        /**
         * A period would be shorter than the shortest.
         */
        IntervalTooShort: PlainDescriptor<undefined>;
        /**
         * The second payment would be beyond the calendar.
         */
        BeyondCalendar: PlainDescriptor<undefined>;
        /**
         * The start is not after now.
         */
        StartInPast: PlainDescriptor<undefined>;
        /**
         * The start is more than a year ahead.
         */
        StartTooFar: PlainDescriptor<undefined>;
        /**
         * The end has come, or would come before anything is due.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The plan or the price is not the one that the caller read: read again.
         */
        TermsChanged: PlainDescriptor<undefined>;
        /**
         * The plan takes no more subscribers, for good.
         */
        PlanRetired: PlainDescriptor<undefined>;
        /**
         * The plan has as many subscriptions as it may have.
         */
        TooManySubscribers: PlainDescriptor<undefined>;
        /**
         * It would be more than the payer or the plan allows.
         */
        LimitReached: PlainDescriptor<undefined>;
        /**
         * The limit is below what has been paid already.
         */
        LimitBelowPaid: PlainDescriptor<undefined>;
        /**
         * The subscription is paused, past due or suspended.
         */
        NotActive: PlainDescriptor<undefined>;
        /**
         * The subscription is not paused.
         */
        NotPaused: PlainDescriptor<undefined>;
        /**
         * Only the party that paused can resume.
         */
        NotPauser: PlainDescriptor<undefined>;
        /**
         * Something is due that has to be paid first.
         */
        PaymentDue: PlainDescriptor<undefined>;
        /**
         * Nothing is due.
         */
        NotDue: PlainDescriptor<undefined>;
        /**
         * Before the first due instant nothing can be charged, and an authorisation cannot go over to
         * a plan: a trial is the payee's to give.
         */
        NotStarted: PlainDescriptor<undefined>;
        /**
         * The payee has not proposed another price.
         */
        NotProposed: PlainDescriptor<undefined>;
        /**
         * A sum does not fit.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The payer cannot pay for the hook's work. (Told by [`Event::PaymentFailed`]; no call is
         * refused for it.)
         */
        HookFeeUnpaid: PlainDescriptor<undefined>;
    };
    Dex: {
        /**
         * There is no such pair, or no longer.
         */
        PairNotFound: PlainDescriptor<undefined>;
        /**
         * The account has nothing here.
         */
        TraderNotFound: PlainDescriptor<undefined>;
        /**
         * The account has no order of this name.
         */
        OrderNotFound: PlainDescriptor<undefined>;
        /**
         * The account has an order of this name already.
         */
        IdInUse: PlainDescriptor<undefined>;
        /**
         * Only the pair's owner, or who manages pairs, can do this.
         */
        NotOwner: PlainDescriptor<undefined>;
        /**
         * Base and quote are the same asset.
         */
        SameAsset: PlainDescriptor<undefined>;
        /**
         * There is no such asset.
         */
        UnknownAsset: PlainDescriptor<undefined>;
        /**
         * An amount is zero, the maker's rebate is above the taker's fee, a fee is above the
         * highest, or the smallest order is worth too much.
         */
        UnsoundTerms: PlainDescriptor<undefined>;
        /**
         * There are orders in the pair, or something is to be settled.
         */
        PairInUse: PlainDescriptor<undefined>;
        /**
         * The pair takes no orders.
         */
        NotTrading: PlainDescriptor<undefined>;
        /**
         * The pair is stopped for now.
         */
        PairStopped: PlainDescriptor<undefined>;
        /**
         * The stop would last longer than it may, or not at all, or the last one is not over for long
         * enough.
         */
        StopTooLong: PlainDescriptor<undefined>;
        /**
         * The pair is to be closed. Only who manages pairs can change that.
         */
        PairClosing: PlainDescriptor<undefined>;
        /**
         * The pair is not to be closed, or its traders have some time left to go by themselves.
         */
        NotClosing: PlainDescriptor<undefined>;
        /**
         * The time that traders would have to go by themselves is too short, or the owner had the pair
         * trade, or not, too short a time ago.
         */
        NoticeTooShort: PlainDescriptor<undefined>;
        /**
         * The deadline has passed.
         */
        Expired: PlainDescriptor<undefined>;
        /**
         * The order would rest for longer than it can, or the pair be closed too far ahead.
         */
        DeadlineTooFar: PlainDescriptor<undefined>;
        /**
         * The hook is late: nothing is taken until it has caught up.
         */
        CatchingUp: PlainDescriptor<undefined>;
        /**
         * The number is no tick.
         */
        UnknownTick: PlainDescriptor<undefined>;
        /**
         * The order, or the amount, is below the smallest.
         */
        BelowMinimum: PlainDescriptor<undefined>;
        /**
         * An amount in quote is only for orders that do not rest.
         */
        NotResting: PlainDescriptor<undefined>;
        /**
         * The order would take, and is only to rest.
         */
        WouldTake: PlainDescriptor<undefined>;
        /**
         * The order cannot be filled at once and in full; or neither book nor pool can do a hop of the
         * swap.
         */
        NotFilled: PlainDescriptor<undefined>;
        /**
         * Nothing of the order is open, or less than that.
         */
        NothingOpen: PlainDescriptor<undefined>;
        /**
         * More steps than an order may take.
         */
        TooManySteps: PlainDescriptor<undefined>;
        /**
         * The account has as many orders as it has paid a deposit for, or may have.
         */
        TooManyOrders: PlainDescriptor<undefined>;
        /**
         * The account has something of as many assets as it may have.
         */
        TooManyAssets: PlainDescriptor<undefined>;
        /**
         * The account has more orders than that.
         */
        SlotsInUse: PlainDescriptor<undefined>;
        /**
         * The account has less of the asset here.
         */
        InsufficientBalance: PlainDescriptor<undefined>;
        /**
         * The account cannot pay for the hook's work.
         */
        HookFeeUnpaid: PlainDescriptor<undefined>;
        /**
         * Nothing has expired.
         */
        NotDue: PlainDescriptor<undefined>;
        /**
         * There are no fees to collect.
         */
        NoFees: PlainDescriptor<undefined>;
        /**
         * The amount is zero.
         */
        ZeroAmount: PlainDescriptor<undefined>;
        /**
         * The pallet has less of the asset than it owes, since the asset's issuer took or
         * destroyed some of it: nothing is taken in or traded, as it would be another's.
         */
        PotShort: PlainDescriptor<undefined>;
        /**
         * The account is the pallet's own: money that is paid to it is lost.
         */
        PotAccount: PlainDescriptor<undefined>;
        /**
         * There is no credit to claim.
         */
        NoCredit: PlainDescriptor<undefined>;
        /**
         * A sum does not fit, or an order would be worth more than can be traded.
         */
        Overflow: PlainDescriptor<undefined>;
        /**
         * The book contradicts itself. This is a fault of the pallet: nothing is done.
         */
        Inconsistent: PlainDescriptor<undefined>;
        /**
         * The swap has no hop.
         */
        EmptyPath: PlainDescriptor<undefined>;
        /**
         * The swap comes to an asset twice.
         */
        AssetTwice: PlainDescriptor<undefined>;
        /**
         * The pair is not of the two assets of the hop.
         */
        OtherAssets: PlainDescriptor<undefined>;
        /**
         * The swap would bring less, or cost more, than it may.
         */
        LimitNotMet: PlainDescriptor<undefined>;
    };
};
type IConstants = {
    System: {
        /**
         * Block & extrinsics weights: base values and limits.
         */
        BlockWeights: PlainDescriptor<Anonymize<In7a38730s6qs>>;
        /**
         * The maximum length of a block (in bytes).
         */
        BlockLength: PlainDescriptor<Anonymize<Ibtil0ss5munbk>>;
        /**
         * Maximum number of block number to block hash mappings to keep (oldest pruned first).
         */
        BlockHashCount: PlainDescriptor<number>;
        /**
         * The weight of runtime database operations the runtime can invoke.
         */
        DbWeight: PlainDescriptor<Anonymize<I9s0ave7t0vnrk>>;
        /**
         * Get the chain's in-code version.
         */
        Version: PlainDescriptor<Anonymize<I4fo08joqmcqnm>>;
        /**
         * The designated SS58 prefix of this chain.
         *
         * This replaces the "ss58Format" property declared in the chain spec. Reason is
         * that the runtime should know about the prefix in order to make use of it as
         * an identifier of the chain.
         */
        SS58Prefix: PlainDescriptor<number>;
    };
    Timestamp: {
        /**
         * The minimum period between blocks.
         *
         * Be aware that this is different to the *expected* period that the block production
         * apparatus provides. Your chosen consensus system will generally work with this to
         * determine a sensible block time. For example, in the Aura pallet it will be double this
         * period on default settings.
         */
        MinimumPeriod: PlainDescriptor<bigint>;
    };
    Balances: {
        /**
         * The minimum amount required to keep an account open. MUST BE GREATER THAN ZERO!
         *
         * If you *really* need it to be zero, you can enable the feature `insecure_zero_ed` for
         * this pallet. However, you do so at your own risk: this will open up a major DoS vector.
         * In case you have multiple sources of provider references, you may also get unexpected
         * behaviour if you set this to zero.
         *
         * Bottom line: Do yourself a favour and make it at least one!
         */
        ExistentialDeposit: PlainDescriptor<bigint>;
        /**
         * The maximum number of locks that should exist on an account.
         * Not strictly enforced, but used for weight estimation.
         *
         * Use of locks is deprecated in favour of freezes. See `https://github.com/paritytech/substrate/pull/12951/`
         */
        MaxLocks: PlainDescriptor<number>;
        /**
         * The maximum number of named reserves that can exist on an account.
         *
         * Use of reserves is deprecated in favour of holds. See `https://github.com/paritytech/substrate/pull/12951/`
         */
        MaxReserves: PlainDescriptor<number>;
        /**
         * The maximum number of individual freeze locks that can exist on an account at any time.
         */
        MaxFreezes: PlainDescriptor<number>;
    };
    Utility: {
        /**
         * The limit on the number of batched calls.
         */
        batched_calls_limit: PlainDescriptor<number>;
    };
    Proxy: {
        /**
         * The base amount of currency needed to reserve for creating a proxy.
         *
         * This is held for an additional storage item whose value size is
         * `sizeof(Balance)` bytes and whose key size is `sizeof(AccountId)` bytes.
         */
        ProxyDepositBase: PlainDescriptor<bigint>;
        /**
         * The amount of currency needed per proxy added.
         *
         * This is held for adding 32 bytes plus an instance of `ProxyType` more into a
         * pre-existing storage value. Thus, when configuring `ProxyDepositFactor` one should take
         * into account `32 + proxy_type.encode().len()` bytes of data.
         */
        ProxyDepositFactor: PlainDescriptor<bigint>;
        /**
         * The maximum amount of proxies allowed for a single account.
         */
        MaxProxies: PlainDescriptor<number>;
        /**
         * The maximum amount of time-delayed announcements that are allowed to be pending.
         */
        MaxPending: PlainDescriptor<number>;
        /**
         * The base amount of currency needed to reserve for creating an announcement.
         *
         * This is held when a new storage item holding a `Balance` is created (typically 16
         * bytes).
         */
        AnnouncementDepositBase: PlainDescriptor<bigint>;
        /**
         * The amount of currency needed per announcement made.
         *
         * This is held for adding an `AccountId`, `Hash` and `BlockNumber` (typically 68 bytes)
         * into a pre-existing storage value.
         */
        AnnouncementDepositFactor: PlainDescriptor<bigint>;
    };
    Assets: {
        /**
         * Max number of items to destroy per `destroy_accounts` and `destroy_approvals` call.
         *
         * Must be configured to result in a weight that makes each call fit in a block.
         */
        RemoveItemsLimit: PlainDescriptor<number>;
        /**
         * The basic amount of funds that must be reserved for an asset.
         */
        AssetDeposit: PlainDescriptor<bigint>;
        /**
         * The amount of funds that must be reserved for a non-provider asset account to be
         * maintained.
         */
        AssetAccountDeposit: PlainDescriptor<bigint>;
        /**
         * The basic amount of funds that must be reserved when adding metadata to your asset.
         */
        MetadataDepositBase: PlainDescriptor<bigint>;
        /**
         * The additional funds that must be reserved for the number of bytes you store in your
         * metadata.
         */
        MetadataDepositPerByte: PlainDescriptor<bigint>;
        /**
         * The amount of funds that must be reserved when creating a new approval.
         */
        ApprovalDeposit: PlainDescriptor<bigint>;
        /**
         * The maximum length of a name or symbol stored on-chain.
         */
        StringLimit: PlainDescriptor<number>;
    };
    Channels: {
        /**
         * Names the accounts that hold the money, one for each asset.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * The shortest challenge period that a channel can have. Parties choose theirs: a day is a
         * sane one where people are asleep at times and towers watch.
         */
        MinChallengePeriodMs: PlainDescriptor<bigint>;
        /**
         * The longest one.
         */
        MaxChallengePeriodMs: PlainDescriptor<bigint>;
        /**
         * A challenge period lasts for at least its length divided by this many blocks, so that it
         * does not pass while the chain stands still; preimages are remembered for twice as many
         * blocks as their time makes. Twice the usual block time is sane.
         */
        SlowestBlockMs: PlainDescriptor<bigint>;
        /**
         * How long a proposal can stay unanswered at most.
         */
        MaxProposalMs: PlainDescriptor<bigint>;
        /**
         * How far in the future the deadline of an HTLC may be when its state is presented.
         * Parties must not sign a state with a later one.
         */
        MaxHtlcHorizonMs: PlainDescriptor<bigint>;
        /**
         * How long a revealed preimage is remembered. At least the two longest waits of a channel
         * together: [`Config::MaxHtlcHorizonMs`] and [`Config::MaxChallengePeriodMs`].
         */
        PreimageRetentionMs: PlainDescriptor<bigint>;
        /**
         * How far in the future a cooperative close or withdrawal may expire when it is carried
         * out. Parties must not sign one that is good for longer: a day is sane.
         */
        MaxEndingMs: PlainDescriptor<bigint>;
        /**
         * The most that claiming too much in a dispute costs: a share of what is due to the side in
         * the end. Within it, the penalty is as much as the claim would have gained. Half is sane.
         */
        MaxPenalty: PlainDescriptor<number>;
        /**
         * The share of a penalty that goes to who presented the state that counts, if not a party.
         */
        ChallengerShare: PlainDescriptor<number>;
        /**
         * What a party that closes alone puts down, in the native coin, until all HTLCs are decided;
         * and what one does that requests a withdrawal, until that has ended: who shows that it claimed
         * too much gets it, of a request a half, with the other party. About twice the fee of a challenge with
         * [`MAX_HTLCS`](bloc_primitives::state::MAX_HTLCS) is sane, that for its length included.
         */
        ClosingDeposit: PlainDescriptor<bigint>;
        /**
         * What a party that requests a withdrawal has to keep, of all that is committed, rounded up
         * against it: who has nothing left has nothing to lose by an old state. A fiftieth is sane.
         */
        WithdrawalReserve: PlainDescriptor<number>;
        /**
         * How many channels can be closed at once in the shortest challenge period, each with a
         * state of [`MAX_HTLCS`](bloc_primitives::state::MAX_HTLCS) to be presented against it, so
         * that all of these find room in the part of blocks that is kept for operational calls. The
         * integrity test refuses a runtime of which that is not so. A thousand are sane.
         */
        ClosingsAtOnce: PlainDescriptor<number>;
        /**
         * The time slot of the pallet's timetable: what is due is served up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Mpp: {
        /**
         * The farthest that the deadline of an invoice can be ahead: 30 days are sane.
         */
        MaxInvoiceMs: PlainDescriptor<bigint>;
        /**
         * The longest that a payment can be locked. All that time it keeps other people's
         * liquidity from being used, so it should be as short as payees who think it over can
         * bear: an hour, and more where swaps with other chains have to wait for those.
         */
        MaxHoldMs: PlainDescriptor<bigint>;
        /**
         * The time from its first part in which a payment has to be complete: a minute or two.
         */
        MaxGatherMs: PlainDescriptor<bigint>;
        /**
         * The least time between a payment being complete and its deadline, after Lightning's
         * `min_final_cltv_expiry`: as long as payees need to see it and have a claim in a block, a
         * minute or more. May change: what is under way keeps what it has.
         */
        MinClaimMs: PlainDescriptor<bigint>;
        /**
         * The usual time between two blocks. A chain that makes fewer is taken to have stood
         * still.
         */
        BlockMs: PlainDescriptor<bigint>;
        /**
         * How much later than its deadline a payment ends at most, if the chain stood still while
         * it was under way. Whoever waits for one before something else has to end, as on another
         * chain, has to reckon with so much. Zero where blocks come at will.
         */
        MaxExtensionMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: what is due is done up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Rebalancing: {
        /**
         * The most cycles of one run.
         */
        MaxCycles: PlainDescriptor<number>;
        /**
         * The shortest interval between automatic runs that an account can have, and the shortest
         * period of a budget. Nobody pays a fee for looking at what is due: a minute or more on a
         * live chain.
         */
        MinIntervalMs: PlainDescriptor<bigint>;
        /**
         * The longest time for which no run is due after many that failed, and for which anything
         * of a policy waits on the timetable.
         */
        MaxBackoffMs: PlainDescriptor<bigint>;
        /**
         * How long a proposed cycle can wait at most.
         */
        MaxProposalMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: what is due is served up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Lsp: {
        /**
         * Names the accounts that hold the money, one for each asset.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * The shortest lease.
         */
        MinLeaseMs: PlainDescriptor<bigint>;
        /**
         * The longest lease, that it is renewed for included.
         */
        MaxLeaseMs: PlainDescriptor<bigint>;
        /**
         * How far ahead an item of a menu may bind. A month is sane: it cannot be taken back.
         */
        MaxMenuMs: PlainDescriptor<bigint>;
        /**
         * The longest reservation.
         */
        MaxReserveMs: PlainDescriptor<bigint>;
        /**
         * For how long a lease goes on when what was paid is used up: as long as a client needs to
         * pay more.
         */
        GraceMs: PlainDescriptor<bigint>;
        /**
         * For how long a fee can come out of what is first received.
         */
        FirstPaymentMs: PlainDescriptor<bigint>;
        /**
         * What a breach costs beside what comes back: a share of the fee of the time that the
         * client does not have, rounded up. Half is sane.
         */
        BreachShare: PlainDescriptor<number>;
        /**
         * The time in which a provider has to give a sign of life. Ten minutes are sane: in 30
         * days it can miss four and still be there for 99.9 %.
         */
        BeatMs: PlainDescriptor<bigint>;
        /**
         * How old the block may be that a sign of life names, in blocks: so that it was not signed
         * long before.
         */
        BeatBlocks: PlainDescriptor<number>;
        /**
         * The usual time between two blocks. A chain that makes fewer is taken to have stood
         * still.
         */
        BlockMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: what is due is done up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Watchtowers: {
        /**
         * Names the accounts that hold the money, one for each asset.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * How often a tower has to show that it is there. Ten minutes are sane: of beats each hour
         * 99.9 % of a month would allow to miss none.
         */
        BeatMs: PlainDescriptor<bigint>;
        /**
         * How many blocks old the block can be that a beat names: so a tower cannot sign its beats
         * ahead. Less than the system remembers (`BlockHashCount`).
         */
        MaxBeatAge: PlainDescriptor<number>;
        /**
         * Time counts as passed for a tower only as far as blocks came at least this often: the
         * `SlowestBlockMs` of the channels.
         */
        SlowestBlockMs: PlainDescriptor<bigint>;
        /**
         * How long before it leaves a tower has to say so. No shorter than the longest challenge
         * period.
         */
        NoticeMs: PlainDescriptor<bigint>;
        /**
         * The longest challenge period that there can be: the `MaxChallengePeriodMs` of the channels.
         */
        MaxChallengePeriodMs: PlainDescriptor<bigint>;
        /**
         * For how long a client pays a tower at least, unless that is silent: a day is sane.
         * Without it a tower's capacity could be filled for nothing. It is also the time in which a
         * tower has to publish what is demanded of it: longer than an outage that can happen.
         */
        MinHireMs: PlainDescriptor<bigint>;
        /**
         * How long after a channel is settled, its HTLCs included, or something is taken out of it
         * alone, a miss can be proved. Two weeks are sane.
         */
        ClaimWindowMs: PlainDescriptor<bigint>;
        /**
         * How far in the future the deadline of an HTLC may be when its state is presented: the
         * `MaxHtlcHorizonMs` of the channels.
         */
        MaxHtlcHorizonMs: PlainDescriptor<bigint>;
        /**
         * What a client puts down for what it demands of a tower, in the native coin: the tower's, if
         * it answers. About twice the fee of the longest answer is sane, that for its length
         * included.
         */
        DemandDeposit: PlainDescriptor<bigint>;
        /**
         * What a tower pays of a reward, so that a win counts for its score.
         */
        LevyShare: PlainDescriptor<number>;
        /**
         * And how much that has to be at least, as a share of the tower's own bond: what ten points
         * cost, which make the bond good for so many more channels.
         */
        LeastLevy: PlainDescriptor<number>;
        /**
         * The time slot of the pallet's timetable: what is due is served up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Swaps: {
        /**
         * Names the accounts that hold the money, one for each asset.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * The number of this chain among its sisters. Its genesis hash the chain knows itself.
         */
        ChainIndex: PlainDescriptor<number>;
        /**
         * The shortest time from a lock to its deadline: as long as a receiver needs to see it and
         * to get a claim into a block.
         */
        MinLegMs: PlainDescriptor<bigint>;
        /**
         * The longest one.
         */
        MaxLegMs: PlainDescriptor<bigint>;
        /**
         * The least time between two steps of a ring of which one answers the other, beside what a
         * standstill may add: until a block is final on both chains, an agent has reacted, and a
         * claim has got into a block that others want to fill, with what their clocks may differ
         * by.
         */
        MinGapMs: PlainDescriptor<bigint>;
        /**
         * The usual time between two blocks. A chain that makes fewer is taken to have stood
         * still.
         */
        BlockMs: PlainDescriptor<bigint>;
        /**
         * How much later than its deadline a leg ends at most, if the chain stood still meanwhile:
         * on another chain, whoever waits for it has to reckon with so much. The last leg of a
         * ring has no such bound. Zero where blocks come at will, and then for that, too.
         */
        MaxExtensionMs: PlainDescriptor<bigint>;
        /**
         * How long a leg is kept after its end, for those who ask what became of it: a day is
         * sane.
         */
        KeepMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: what is due is done up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Streaming: {
        /**
         * Names the accounts that hold the money, one for each asset.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * The shortest interval at which a stream pays out by itself: a block or longer. The
         * hook is shared by all, so that a minute is sane where many are to stream.
         */
        MinIntervalMs: PlainDescriptor<bigint>;
        /**
         * The longest one: a year is sane.
         */
        MaxIntervalMs: PlainDescriptor<bigint>;
        /**
         * For how long a stream or vault that has run dry can wait for money, at most.
         */
        MaxGraceMs: PlainDescriptor<bigint>;
        /**
         * For how long a deposit can be bound that the payer cannot take back alone.
         */
        MaxBoundMs: PlainDescriptor<bigint>;
        /**
         * How long the dispute window of a metered stream can be.
         */
        MaxWindowMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: what is due is served up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Recurring: {
        /**
         * The shortest period that a subscription can have: a minute or more on a live chain, a few
         * seconds will do for development. The hook is shared by all.
         */
        MinIntervalMs: PlainDescriptor<bigint>;
        /**
         * The time to wait after each failure of a payment before it is tried again, growing. After
         * the last one of them a subscription whose payer lacks money is cancelled.
         */
        RetryDelaysMs: PlainDescriptor<Anonymize<Iafqnechp3omqg>>;
        /**
         * The most notes in the history of a subscription. They are part of its one storage item, so
         * no more than 64: 12 are a year of monthly payments.
         */
        MaxHistory: PlainDescriptor<number>;
        /**
         * The time slot of the pallet's timetable: what is due is paid up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
    Dex: {
        /**
         * The accounts that hold what traders brought.
         */
        PalletId: PlainDescriptor<SizedHex<8>>;
        /**
         * The highest fee that a pair can have.
         */
        MaxFee: PlainDescriptor<number>;
        /**
         * The most orders that a trader has at a time. They are part of its one storage item, so no
         * more than 64.
         */
        MaxOrders: PlainDescriptor<number>;
        /**
         * The most assets that a trader has something of at a time: no more than 32.
         */
        MaxAssets: PlainDescriptor<number>;
        /**
         * The most things that one call does, and orders that one call names.
         */
        MaxActions: PlainDescriptor<number>;
        /**
         * The most steps that an order may take in the book.
         */
        MaxSteps: PlainDescriptor<number>;
        /**
         * The most hops of a swap: no more than 8.
         */
        MaxHops: PlainDescriptor<number>;
        /**
         * The longest time for which a pair can be stopped, so that owners cannot get at their
         * orders.
         */
        MaxStopMs: PlainDescriptor<bigint>;
        /**
         * How late the hook may be before no order takes any more, so that none that has expired
         * meanwhile is taken. After a standstill of the chain the hook has to catch up first.
         */
        MaxLateMs: PlainDescriptor<bigint>;
        /**
         * The time slot of the pallet's timetable: orders expire up to this late.
         */
        SlotMs: PlainDescriptor<bigint>;
    };
};
type IViewFns = {
    ChainIdentity: {
        /**
         * Which chain this is, with its token and its address prefix.
         */
        chain: RuntimeDescriptor<[], Anonymize<Ibh6anutrh0220>>;
    };
    Proxy: {
        /**
         * Check if a `RuntimeCall` is allowed for a given `ProxyType`.
         */
        check_permissions: RuntimeDescriptor<[call: Anonymize<Iflvfde1u0hhsd>, proxy_type: Anonymize<I1tjdg99grrf5p>], boolean>;
        /**
         * Check if one `ProxyType` is a subset of another `ProxyType`.
         */
        is_superset: RuntimeDescriptor<[to_check: Anonymize<I1tjdg99grrf5p>, against: Anonymize<I1tjdg99grrf5p>], boolean>;
    };
    Assets: {
        /**
         * Provide the asset details for asset `id`.
         */
        asset_details: RuntimeDescriptor<[id: number], Anonymize<I6052turo9tavh>>;
        /**
         * Provide the balance of `who` for asset `id`.
         */
        balance_of: RuntimeDescriptor<[who: SS58String, id: number], Anonymize<I35p85j063s0il>>;
        /**
         * Provide the configured metadata for asset `id`.
         */
        get_metadata: RuntimeDescriptor<[id: number], Anonymize<Iemk0s5gdc9ruv>>;
        /**
         * Provide the configured reserves data for asset `id`.
         */
        get_reserves_data: RuntimeDescriptor<[id: number], Anonymize<I35l6p7kq19mr0>>;
    };
    Channels: {
        /**
         * A channel, while it exists.
         */
        channel: RuntimeDescriptor<[id: bigint], Anonymize<I36villvfod988>>;
        /**
         * Up to `limit` (at most 1,000) channels of `who`, after the one named.
         */
        channels_of: RuntimeDescriptor<[who: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * The dispute about a closing channel, or what a resolving one still waits for.
         */
        closing: RuntimeDescriptor<[id: bigint], Anonymize<Iaiakcnde413r6>>;
        /**
         * The preimage for `hash`, when it was revealed, and until when it is kept at least.
         */
        preimage: RuntimeDescriptor<[hash: SizedHex<32>], Anonymize<Iaufecq1dnnn2n>>;
        /**
         * What `who` can claim in `asset`.
         */
        credit: RuntimeDescriptor<[who: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * The bytes that both parties sign for `message` now.
         */
        payload: RuntimeDescriptor<[id: bigint, message: Anonymize<I6ub402tlmidd4>], Uint8Array>;
        /**
         * Where the money of each party goes when the channel ends.
         */
        payouts: RuntimeDescriptor<[id: bigint], Anonymize<Iq8k60kimtjg8>>;
        /**
         * What each party has requested to take out of what it has committed.
         */
        withdrawal_requests: RuntimeDescriptor<[id: bigint], Anonymize<I60daha0se02l1>>;
        /**
         * Whether the party on this side has approved `message`, as it would be signed now.
         */
        is_approved: RuntimeDescriptor<[id: bigint, side: Anonymize<I9puehsks12p4e>, message: Anonymize<I6ub402tlmidd4>], boolean>;
        /**
         * What `node` asks for forwarding `amount` in through `incoming` and out through
         * `outgoing`. `None` if it would not: no policy, or not one of its channels.
         */
        forward_fee: RuntimeDescriptor<[node: SS58String, incoming: bigint, outgoing: bigint, amount: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The account that holds what channels have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    Mpp: {
        /**
         * Returns a registered invoice, until its deadline.
         */
        invoice: RuntimeDescriptor<[payee: SS58String, payment_hash: SizedHex<32>], Anonymize<Ibtb4793gfmork>>;
        /**
         * Returns a payment, while it is under way.
         */
        payment: RuntimeDescriptor<[id: bigint], Anonymize<I4ermfdjc9nq67>>;
        /**
         * Returns the locks of each part of a payment.
         */
        parts_of: RuntimeDescriptor<[id: bigint], Anonymize<Ifp3pb9cjkomd3>>;
        /**
         * Returns the complete payment that waits for the preimage of `payment_hash`, to be
         * claimed for `payee`.
         */
        complete: RuntimeDescriptor<[payee: SS58String, payment_hash: SizedHex<32>], Anonymize<I35p85j063s0il>>;
        /**
         * Returns up to `limit` (at most 1,000) invoices of `payee`, after the one named.
         */
        invoices_of: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I4s6vifaf8k998>, limit: number], Anonymize<Ic5m5lp1oioo8r>>;
        /**
         * Returns up to `limit` (at most 1,000) payments of `payer`, after the one named.
         */
        by_payer: RuntimeDescriptor<[payer: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Returns up to `limit` (at most 1,000) complete payments that `payee` can claim, after
         * the one named.
         */
        by_payee: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Plans how `from` can pay `amount` to `to` now, at the least fee that is found: routes
         * for [`Call::pay`], or the reason why there are none. Channels in `exclude` are left out.
         * Reads every channel of the chain: not for calls.
         */
        plan_payment: RuntimeDescriptor<[from: SS58String, to: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, amount: bigint, max_parts: number, max_fee: bigint, exclude: Anonymize<Iafqnechp3omqg>], Anonymize<Ie6uqetuhgqt0u>>;
    };
    Rebalancing: {
        /**
         * How rebalancing of an account's channels in an asset stands, if it has a policy.
         */
        status: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I69o7jl645fc46>>;
        /**
         * The policy that an account has for one of its channels, if it has one.
         */
        channel_policy: RuntimeDescriptor<[account: SS58String, channel: bigint], Anonymize<I8osi899gkuca8>>;
        /**
         * What would set an account's channels in an asset right, the most pressing first: up to
         * `limit` (at most [`MAX_RECOMMENDATIONS`]) of them. Reads all channels: for use off
         * chain.
         */
        recommendations: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, limit: number], Anonymize<Icioj4ooh6sgub>>;
        /**
         * The cheapest cycles that bring an account's channels in an asset back into balance, for
         * at most `max_fee` and within the fee limit of its policy. Reads all channels: for use
         * off chain.
         */
        plan_rebalance: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, max_fee: bigint], Anonymize<I5j8m8bk9iaiqo>>;
        /**
         * A proposed cycle, while it waits.
         */
        proposal: RuntimeDescriptor<[id: bigint], Anonymize<I754m6jhv8mrsv>>;
    };
    Lsp: {
        /**
         * Returns a provider in an asset.
         */
        provider: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, who: SS58String], Anonymize<Icb0n124bkt18a>>;
        /**
         * Returns up to `limit` (at most 1,000) providers in an asset, after the one named.
         */
        providers: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, after: Anonymize<Ihfphjolmsqq1>, limit: number], Anonymize<Itpcrnhc983mp>>;
        /**
         * Returns what a provider offers in an asset, the expired items included.
         */
        menu: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, who: SS58String], Anonymize<Icofgvo58th1v3>>;
        /**
         * Returns the smallest bond of a provider in an asset.
         */
        min_bond: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * Returns the least that a provider's menu asks for a channel of this size and lifetime.
         * That there is stock and bond for it is another question.
         */
        opening_fee: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, who: SS58String, size: bigint, lifetime_ms: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * Returns the best of the listed offers, of a region if one is named.
         */
        best: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, size: bigint, lifetime_ms: bigint, region: Anonymize<I4arjljr6dpflb>], Anonymize<I1b2c9h36gfo6f>>;
        /**
         * Returns a lease, with what is earned of its fee and when it is over, as things stand.
         */
        lease: RuntimeDescriptor<[channel: bigint], Anonymize<I9qdocaf87cpg>>;
        /**
         * Returns what a client has reserved of a provider.
         */
        reservation: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, provider: SS58String, client: SS58String], Anonymize<I6mqh5h92hs12m>>;
        /**
         * Returns the bytes that a provider signs for a quote.
         */
        quote_payload: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, provider: SS58String, quote: Anonymize<Idj66v1k786bk1>], Uint8Array>;
        /**
         * Returns how often a quote that has not expired was used.
         */
        quote_used: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, provider: SS58String, quote: Anonymize<Idj66v1k786bk1>], number>;
        /**
         * Returns the sums of all providers of each region in an asset, and of all together.
         */
        statistics: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<Iban6gcqrrhmec>>;
        /**
         * Returns the account that holds what providers and leases have in an asset.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
        /**
         * Returns what of `asset` an earlier payout owes to `owner`.
         */
        credit: RuntimeDescriptor<[owner: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
    };
    Watchtowers: {
        /**
         * A tower brought up to now, and how it does.
         */
        tower: RuntimeDescriptor<[id: bigint], Anonymize<I14btb5lslo9it>>;
        /**
         * The tower of `owner` in `asset`.
         */
        tower_of: RuntimeDescriptor<[owner: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I35p85j063s0il>>;
        /**
         * Up to `limit` (at most 1,000) towers, after the one named, in no meaningful order.
         */
        towers: RuntimeDescriptor<[after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * A channel that somebody watches, as it was written last.
         */
        watched: RuntimeDescriptor<[channel: bigint], Anonymize<Iapc25mhoums1f>>;
        /**
         * Whose turn it is when, after the channel begins to close; as things stand.
         */
        turns: RuntimeDescriptor<[channel: bigint, side: Anonymize<I9puehsks12p4e>], Anonymize<I4h5lr6mh6pcbo>>;
        /**
         * What a party has put on the chain for a channel.
         */
        posting: RuntimeDescriptor<[channel: bigint, side: Anonymize<I9puehsks12p4e>], Anonymize<Ieg2ilbav7fnjl>>;
        /**
         * When the deposit of a hire is used up, as things stand; the past if it is.
         */
        runs_out_at: RuntimeDescriptor<[channel: bigint, side: Anonymize<I9puehsks12p4e>, tower: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What `who` can claim in `asset`.
         */
        credit: RuntimeDescriptor<[who: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * The account that holds what towers and clients have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    Swaps: {
        /**
         * Returns a leg: while it waits, and for a while after its end.
         */
        swap: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>], Anonymize<I199ufmbpohul4>>;
        /**
         * Returns up to `limit` (at most 1,000) legs of `owner`, after the one named.
         */
        swaps_of: RuntimeDescriptor<[owner: SS58String, after: Anonymize<I4s6vifaf8k998>, limit: number], Anonymize<I9cpm6k6j4d96c>>;
        /**
         * Returns from when on an open leg can no longer be claimed, as it looks now: its
         * deadline, and later if the chain stood still.
         */
        closes_ms: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>], Anonymize<I35p85j063s0il>>;
        /**
         * Returns a bond that waits for its leg.
         */
        bond: RuntimeDescriptor<[poster: SS58String, payment_hash: SizedHex<32>], Anonymize<I7m76jf1lm242l>>;
        /**
         * Returns the instants of each leg of a ring whose terms are written now, as near as this
         * chain lets them be with `gap_ms` between deadlines; nothing if that is too short.
         */
        safe_deadlines: RuntimeDescriptor<[legs: number, gap_ms: bigint, extension_ms: bigint], Anonymize<I89mdd5rqu29t6>>;
        /**
         * Returns the hash that stands for the terms of a ring in each of its legs.
         */
        terms_hash: RuntimeDescriptor<[terms: Anonymize<I35862edsrjm1a>], SizedHex<32>>;
        /**
         * Returns the bytes that a party of a leg signs to agree, until `valid_until_ms`.
         */
        consent_payload: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>, agreement: Anonymize<Iaqvk2ekhcppld>, valid_until_ms: bigint], Anonymize<Iabpgqcjikia83>>;
        /**
         * Returns a provider's quote.
         */
        quote: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>], Anonymize<Icn72uhasplgj8>>;
        /**
         * Returns up to `limit` (at most 1,000) quotes of `provider`, after the one named.
         */
        quotes_of: RuntimeDescriptor<[provider: SS58String, after: Anonymize<Iceus3hch80ofq>, limit: number], Anonymize<Ivnprkgfs15jh>>;
        /**
         * Returns up to `limit` (at most 1,000) providers with their quotes, after the one named.
         */
        providers: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, after: Anonymize<Ihfphjolmsqq1>, limit: number], Anonymize<I23msqrjmqoisi>>;
        /**
         * Returns what it costs by a quote that just `amount` arrives, if it may wait for
         * `lasts_ms`.
         */
        swap_cost: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, amount: bigint, lasts_ms: bigint], Anonymize<I6c02mgr30kk3>>;
        /**
         * Returns the most that arrives by a quote for `to_send`: the inverse, exactly.
         */
        swap_amount: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, to_send: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * Returns the name of this chain, as legs and terms have it.
         */
        this_chain: RuntimeDescriptor<[], Anonymize<I1knmas2ni5aha>>;
        /**
         * Returns the payout in `asset` that was refused and waits for `owner` to claim it.
         */
        credit: RuntimeDescriptor<[owner: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * Returns the account that holds what legs, bonds and quotes have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    Streaming: {
        /**
         * A stream, as it was written last.
         */
        stream: RuntimeDescriptor<[id: bigint], Anonymize<Ifji7hmkjoq8v2>>;
        /**
         * A stream brought up to now, how it is doing, and what it owes.
         */
        stream_state: RuntimeDescriptor<[id: bigint], Anonymize<I56tte2ts2a9bt>>;
        /**
         * Up to `limit` (at most 1,000) streams of `who`, paying or paid, after the one named.
         */
        streams_of: RuntimeDescriptor<[who: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * What a stream owes now.
         */
        owed: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What a stream owes at an instant that is not before its last change, as things stand.
         */
        owed_at: RuntimeDescriptor<[id: bigint, instant_ms: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What each look of the hook at a stream costs its payer, in the native coin.
         */
        look_fee: RuntimeDescriptor<[], bigint>;
        /**
         * When a stream's money is used up, as things stand; the past if it is.
         */
        runs_out_at: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The change that one party of a stream has proposed to the other, if it still stands.
         */
        proposal: RuntimeDescriptor<[id: bigint], Anonymize<Ij2dmofo5vpbb>>;
        /**
         * A vault, brought up to now.
         */
        vault: RuntimeDescriptor<[id: bigint], Anonymize<I1977t8v2g6ctl>>;
        /**
         * The vault of `owner` in `asset`.
         */
        vault_of: RuntimeDescriptor<[owner: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I35p85j063s0il>>;
        /**
         * When a vault can no longer pay its streams, as things stand; the past if it cannot.
         */
        vault_runs_out_at: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What `who` can claim in `asset`.
         */
        credit: RuntimeDescriptor<[who: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * The account that holds what streams and vaults have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    Recurring: {
        /**
         * A plan, while it exists.
         */
        plan: RuntimeDescriptor<[id: bigint], Anonymize<I6fd6p8n501p0v>>;
        /**
         * A subscription, while it exists.
         */
        subscription: RuntimeDescriptor<[id: bigint], Anonymize<I5j6lroculougc>>;
        /**
         * The state of a subscription.
         */
        state: RuntimeDescriptor<[id: bigint], Anonymize<I1feoh1q6qoh3h>>;
        /**
         * The next instants, `limit` (at most 100), at which a subscription pays, what is owed first.
         */
        next_due: RuntimeDescriptor<[id: bigint, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * The latest notes on a subscription, oldest first.
         */
        history: RuntimeDescriptor<[id: bigint], Anonymize<I2qmrkkm9sa6ig>>;
        /**
         * What each run of a subscription by the hook costs its payer, in the native coin.
         */
        run_fee: RuntimeDescriptor<[], bigint>;
        /**
         * The credit of a change of plan now.
         */
        credit_now: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * Up to `limit` (at most 1,000) plans of `payee`, after the one named.
         */
        plans_of: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions that `payer` pays for, after the one named.
         */
        by_payer: RuntimeDescriptor<[payer: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions that pay `payee`, after the one named.
         */
        by_payee: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions on a plan, after the one named.
         */
        by_plan: RuntimeDescriptor<[plan: bigint, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
    };
    Dex: {
        /**
         * A pair: its terms, and its book at a glance.
         */
        book: RuntimeDescriptor<[pair: bigint], Anonymize<I6mnmbus3q10k8>>;
        /**
         * Up to `limit` (at most 1,000) pairs of these assets, after the one named.
         */
        pairs_of: RuntimeDescriptor<[base: Anonymize<Ikjpbtmstl9nm>, quote: Anonymize<Ikjpbtmstl9nm>, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * The best price at which somebody buys, and the best at which somebody sells.
         */
        best: RuntimeDescriptor<[pair: bigint], Anonymize<Ibobbdne8fdhk3>>;
        /**
         * What rests on a side, price by price: up to `limit` (at most 1,000) levels, the best first,
         * behind the tick named.
         */
        depth: RuntimeDescriptor<[pair: bigint, side: Anonymize<Igvihvk6btadk>, behind: Anonymize<I4arjljr6dpflb>, limit: number], Anonymize<Ie9rtg10s8e488>>;
        /**
         * What an order would take, and its fee, if it came now from somebody without orders of his
         * own. None if it would be refused now, as the pair does not trade, or the hook is late, or an
         * asset is not all there.
         */
        quote: RuntimeDescriptor<[pair: bigint, side: Anonymize<Igvihvk6btadk>, amount: Anonymize<I7cv3ldsnmapqe>, limit: number, max_steps: number], Anonymize<I2jfjmv5pjqr8v>>;
        /**
         * What a swap would cost and bring, if it came now from somebody without orders of his own: the
         * limit and the deadline do not count. None if it would be refused.
         */
        quote_swap: RuntimeDescriptor<[from: Anonymize<Ikjpbtmstl9nm>, hops: Anonymize<Ibb0piusddnapn>, swap: Anonymize<I85j4uekpen5o0>], Anonymize<Ifguegcvn1kcc0>>;
        /**
         * The orders of a trader, with what is filled of each.
         */
        orders: RuntimeDescriptor<[who: SS58String], Anonymize<Ianf93tpchf9v0>>;
        /**
         * What a trader has of an asset: free, locked by orders, and to be settled.
         */
        balance: RuntimeDescriptor<[who: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8skdbo5diu6ha>>;
        /**
         * What was traded in the last 24 hours.
         */
        day: RuntimeDescriptor<[pair: bigint], Anonymize<I20goeje8a6tm4>>;
        /**
         * The sum of steady prices over time up to now, and the time: see [`prices::Prices::sum`].
         */
        price_sum: RuntimeDescriptor<[pair: bigint], Anonymize<I8vn4qo9dvj6ps>>;
        /**
         * The price of a tick, in quote for each lot.
         */
        price_of: RuntimeDescriptor<[pair: bigint, tick: number], Anonymize<I35p85j063s0il>>;
        /**
         * The account that holds an asset.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
        /**
         * What an asset had refused to pay to `owner`.
         */
        credit: RuntimeDescriptor<[owner: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
    };
};
type IRuntimeCalls = {
    /**
     * Lists of channels, bytes to sign, fees and accounts.
     */
    ChannelsApi: {
        /**
         * Up to `limit` (at most 1,000) channels of `who`, after the one named.
         */
        channels_of: RuntimeDescriptor<[who: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * The bytes that both parties sign for `message` now.
         */
        payload: RuntimeDescriptor<[id: bigint, message: Anonymize<I6ub402tlmidd4>], Uint8Array>;
        /**
         * What `node` asks for forwarding `amount` in through `incoming` and out through
         * `outgoing`. `None` if it would not: no policy, or not one of its channels.
         */
        forward_fee: RuntimeDescriptor<[node: SS58String, incoming: bigint, outgoing: bigint, amount: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The account that holds what channels have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    /**
     * Lists of invoices and payments, and plans.
     */
    MppApi: {
        /**
         * The locks of each part of a payment.
         */
        parts_of: RuntimeDescriptor<[id: bigint], Anonymize<Ifp3pb9cjkomd3>>;
        /**
         * Up to `limit` (at most 1,000) invoices of `payee`, after the one named.
         */
        invoices_of: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I4s6vifaf8k998>, limit: number], Anonymize<Ic5m5lp1oioo8r>>;
        /**
         * Up to `limit` (at most 1,000) payments of `payer`, after the one named.
         */
        by_payer: RuntimeDescriptor<[payer: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) complete payments that `payee` can claim, after the one
         * named.
         */
        by_payee: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * A plan of how `from` can pay `amount` to `to` now, at the least fee that is found:
         * routes for the call `pay`, or the reason why there are none. Channels in `exclude` are
         * left out.
         */
        plan_payment: RuntimeDescriptor<[from: SS58String, to: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, amount: bigint, max_parts: number, max_fee: bigint, exclude: Anonymize<Iafqnechp3omqg>], Anonymize<Ie6uqetuhgqt0u>>;
    };
    /**
     * Channels that keep themselves in balance.
     */
    RebalancingApi: {
        /**
         * How rebalancing of an account's channels in an asset stands, if it has a policy.
         */
        status: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I69o7jl645fc46>>;
        /**
         * What would set an account's channels in an asset right, the most pressing first: up to
         * `limit` (at most [`MAX_RECOMMENDATIONS`](crate::MAX_RECOMMENDATIONS)) of them.
         */
        recommendations: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, limit: number], Anonymize<Icioj4ooh6sgub>>;
        /**
         * The cheapest cycles that bring an account's channels in an asset back into balance, for
         * at most `max_fee` and within the fee limit of its policy.
         */
        plan_rebalance: RuntimeDescriptor<[account: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, max_fee: bigint], Anonymize<I5j8m8bk9iaiqo>>;
    };
    /**
     * Providers of liquidity, their offers, leases, and sums.
     */
    LspApi: {
        /**
         * The sums of all providers of each region in an asset, and of all together: what is free,
         * reserved and leased, the share that is leased, and the fees earned.
         */
        statistics: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<Iban6gcqrrhmec>>;
        /**
         * Up to `limit` (at most 1,000) providers in an asset, after the one named.
         */
        providers: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, after: Anonymize<Ihfphjolmsqq1>, limit: number], Anonymize<Itpcrnhc983mp>>;
        /**
         * The least that a provider's menu asks for a channel of this size and lifetime.
         */
        opening_fee: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, who: SS58String, size: bigint, lifetime_ms: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The best of the listed offers, of a region if one is named.
         */
        best: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, size: bigint, lifetime_ms: bigint, region: Anonymize<I4arjljr6dpflb>], Anonymize<I1b2c9h36gfo6f>>;
        /**
         * A lease, with what is earned of its fee and when it is over, as things stand.
         */
        lease: RuntimeDescriptor<[channel: bigint], Anonymize<I9qdocaf87cpg>>;
        /**
         * The smallest bond of a provider in an asset.
         */
        min_bond: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], bigint>;
        /**
         * The account that holds what providers and leases have in an asset.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    /**
     * Watchtowers.
     */
    WatchtowersApi: {
        /**
         * A tower brought up to now, and how it does.
         */
        tower: RuntimeDescriptor<[id: bigint], Anonymize<I14btb5lslo9it>>;
        /**
         * Up to `limit` (at most 1,000) towers, after the one named, in no meaningful order.
         */
        towers: RuntimeDescriptor<[after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Whose turn it is when, after the channel begins to close; as things stand.
         */
        turns: RuntimeDescriptor<[channel: bigint, side: Anonymize<I9puehsks12p4e>], Anonymize<I4h5lr6mh6pcbo>>;
        /**
         * When the deposit of a hire is used up, as things stand; the past if it is.
         */
        runs_out_at: RuntimeDescriptor<[channel: bigint, side: Anonymize<I9puehsks12p4e>, tower: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The account that holds what towers and clients have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    /**
     * Books, orders and balances.
     */
    DexApi: {
        /**
         * Up to `limit` (at most 1,000) pairs of these assets, after the one named.
         */
        pairs_of: RuntimeDescriptor<[base: Anonymize<Ikjpbtmstl9nm>, quote: Anonymize<Ikjpbtmstl9nm>, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * The best price at which somebody buys, and the best at which somebody sells.
         */
        best: RuntimeDescriptor<[pair: bigint], Anonymize<Ibobbdne8fdhk3>>;
        /**
         * What rests on a side, price by price: up to `limit` (at most 1,000) levels, the best
         * first, behind the tick named.
         */
        depth: RuntimeDescriptor<[pair: bigint, side: Anonymize<Igvihvk6btadk>, behind: Anonymize<I4arjljr6dpflb>, limit: number], Anonymize<Ie9rtg10s8e488>>;
        /**
         * What an order would take, and its fee, if it came now.
         */
        quote: RuntimeDescriptor<[pair: bigint, side: Anonymize<Igvihvk6btadk>, amount: Anonymize<I7cv3ldsnmapqe>, limit: number, max_steps: number], Anonymize<I2jfjmv5pjqr8v>>;
        /**
         * What a swap would cost and bring, if it came now: the limit and the deadline do not count. None
         * if it would be refused, or has too many hops.
         */
        quote_swap: RuntimeDescriptor<[from: Anonymize<Ikjpbtmstl9nm>, hops: Anonymize<Ibb0piusddnapn>, swap: Anonymize<I85j4uekpen5o0>], Anonymize<Ifguegcvn1kcc0>>;
        /**
         * The orders of a trader, with what is filled of each.
         */
        orders: RuntimeDescriptor<[who: SS58String], Anonymize<Ianf93tpchf9v0>>;
        /**
         * What a trader has of an asset.
         */
        balance: RuntimeDescriptor<[who: SS58String, asset: Anonymize<Ikjpbtmstl9nm>], Anonymize<I8skdbo5diu6ha>>;
        /**
         * What was traded in the last 24 hours.
         */
        day: RuntimeDescriptor<[pair: bigint], Anonymize<I20goeje8a6tm4>>;
        /**
         * The sum of steady prices over time up to now, and the time: the difference of two,
         * divided by the time between, is the mean price of that time, in steps of the pair.
         */
        price_sum: RuntimeDescriptor<[pair: bigint], Anonymize<I8vn4qo9dvj6ps>>;
        /**
         * The price of a tick, in quote for each lot.
         */
        price_of: RuntimeDescriptor<[pair: bigint, tick: number], Anonymize<I35p85j063s0il>>;
    };
    /**
     * Legs, bonds, the instants of rings, and quotes.
     */
    SwapsApi: {
        /**
         * A leg: while it waits, and for a while after its end.
         */
        swap: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>], Anonymize<I199ufmbpohul4>>;
        /**
         * Up to `limit` (at most 1,000) legs of `owner`, after the one named.
         */
        swaps_of: RuntimeDescriptor<[owner: SS58String, after: Anonymize<I4s6vifaf8k998>, limit: number], Anonymize<I9cpm6k6j4d96c>>;
        /**
         * From when on an open leg can no longer be claimed, as it looks now.
         */
        closes_ms: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>], Anonymize<I35p85j063s0il>>;
        /**
         * A bond that waits for its leg.
         */
        bond: RuntimeDescriptor<[poster: SS58String, payment_hash: SizedHex<32>], Anonymize<I7m76jf1lm242l>>;
        /**
         * The instants of each leg of a ring whose terms are written now, from the first to the
         * last; nothing if `gap_ms` is too short.
         */
        safe_deadlines: RuntimeDescriptor<[legs: number, gap_ms: bigint, extension_ms: bigint], Anonymize<I89mdd5rqu29t6>>;
        /**
         * The hash that stands for the terms of a ring in each of its legs.
         */
        terms_hash: RuntimeDescriptor<[terms: Anonymize<I35862edsrjm1a>], SizedHex<32>>;
        /**
         * The bytes that a party of a leg signs to agree, until `valid_until_ms`.
         */
        consent_payload: RuntimeDescriptor<[owner: SS58String, payment_hash: SizedHex<32>, agreement: Anonymize<Iaqvk2ekhcppld>, valid_until_ms: bigint], Anonymize<Iabpgqcjikia83>>;
        /**
         * A provider's quote.
         */
        quote: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>], Anonymize<Icn72uhasplgj8>>;
        /**
         * Up to `limit` (at most 1,000) quotes of `provider`, by what they are for, after the one
         * named.
         */
        quotes_of: RuntimeDescriptor<[provider: SS58String, after: Anonymize<Iceus3hch80ofq>, limit: number], Anonymize<Ivnprkgfs15jh>>;
        /**
         * Up to `limit` (at most 1,000) providers with their quotes, after the one named.
         */
        providers: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, after: Anonymize<Ihfphjolmsqq1>, limit: number], Anonymize<I23msqrjmqoisi>>;
        /**
         * What a swap by a quote costs so that exactly `amount` arrives, if it may wait for
         * `lasts_ms`.
         */
        swap_cost: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, amount: bigint, lasts_ms: bigint], Anonymize<I6c02mgr30kk3>>;
        /**
         * The most that arrives by a quote for `to_send`.
         */
        swap_amount: RuntimeDescriptor<[provider: SS58String, asset: Anonymize<Ikjpbtmstl9nm>, direction: Anonymize<Iddmia4d3h7aur>, to_send: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The name of this chain, as legs and terms have it.
         */
        this_chain: RuntimeDescriptor<[], Anonymize<I1knmas2ni5aha>>;
        /**
         * The account that holds what legs, bonds and quotes have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    /**
     * Streams and vaults.
     */
    StreamingApi: {
        /**
         * A stream brought up to now, how it is doing, and what it owes.
         */
        stream_state: RuntimeDescriptor<[id: bigint], Anonymize<I56tte2ts2a9bt>>;
        /**
         * Up to `limit` (at most 1,000) streams of `who`, paying or paid, after the one named.
         */
        streams_of: RuntimeDescriptor<[who: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * What a stream owes now.
         */
        owed: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What a stream owes at an instant that is not before its last change, as things stand.
         */
        owed_at: RuntimeDescriptor<[id: bigint, instant_ms: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * What each look of the hook at a stream costs its payer, in the native coin.
         */
        look_fee: RuntimeDescriptor<[], bigint>;
        /**
         * When a stream's money is used up, as things stand; the past if it is.
         */
        runs_out_at: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The change that one party of a stream has proposed to the other, if it still stands.
         */
        proposal: RuntimeDescriptor<[id: bigint], Anonymize<Ij2dmofo5vpbb>>;
        /**
         * A vault, brought up to now.
         */
        vault: RuntimeDescriptor<[id: bigint], Anonymize<I1977t8v2g6ctl>>;
        /**
         * When a vault can no longer pay its streams, as things stand; the past if it cannot.
         */
        vault_runs_out_at: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * The account that holds what streams and vaults have in `asset`.
         */
        pot_account: RuntimeDescriptor<[asset: Anonymize<Ikjpbtmstl9nm>], SS58String>;
    };
    /**
     * Plans and subscriptions.
     */
    RecurringApi: {
        /**
         * The state of a subscription.
         */
        state: RuntimeDescriptor<[id: bigint], Anonymize<I1feoh1q6qoh3h>>;
        /**
         * The next instants, `limit` (at most 100), at which a subscription pays, what is owed
         * first.
         */
        next_due: RuntimeDescriptor<[id: bigint, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * What each run of a subscription by the hook costs its payer, in the native coin.
         */
        run_fee: RuntimeDescriptor<[], bigint>;
        /**
         * The credit of a change of plan now.
         */
        credit_now: RuntimeDescriptor<[id: bigint], Anonymize<I35p85j063s0il>>;
        /**
         * Up to `limit` (at most 1,000) plans of `payee`, after the one named.
         */
        plans_of: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions that `payer` pays for, after the one named.
         */
        by_payer: RuntimeDescriptor<[payer: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions that pay `payee`, after the one named.
         */
        by_payee: RuntimeDescriptor<[payee: SS58String, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
        /**
         * Up to `limit` (at most 1,000) subscriptions on a plan, after the one named.
         */
        by_plan: RuntimeDescriptor<[plan: bigint, after: Anonymize<I35p85j063s0il>, limit: number], Anonymize<Iafqnechp3omqg>>;
    };
};
export type BlocDispatchError = Anonymize<Icpasnck0ga36a>;
type IAsset = PlainDescriptor<void>;
export type BlocExtensions = {};
type PalletsTypedef = {
    __storage: IStorage;
    __tx: ICalls;
    __event: IEvent;
    __error: IError;
    __const: IConstants;
    __view: IViewFns;
};
export type Bloc = {
    descriptors: {
        pallets: PalletsTypedef;
        apis: IRuntimeCalls;
    } & Promise<any>;
    metadataTypes: Promise<Uint8Array>;
    asset: IAsset;
    extensions: BlocExtensions;
    getMetadata: () => Promise<Uint8Array>;
    genesis: string | undefined;
};
declare const _allDescriptors: Bloc;
export default _allDescriptors;
export type BlocApis = ApisFromDef<IRuntimeCalls>;
export type BlocQueries = QueryFromPalletsDef<PalletsTypedef>;
export type BlocCalls = TxFromPalletsDef<PalletsTypedef>;
export type BlocEvents = EventsFromPalletsDef<PalletsTypedef>;
export type BlocErrors = ErrorsFromPalletsDef<PalletsTypedef>;
export type BlocConstants = ConstFromPalletsDef<PalletsTypedef>;
export type BlocViewFns = ViewFnsFromPalletsDef<PalletsTypedef>;
export type BlocCallData = Anonymize<Iflvfde1u0hhsd> & {
    value: {
        type: string;
    };
};
type AllInteractions = {
    storage: {
        System: ['Account', 'ExtrinsicCount', 'InherentsApplied', 'BlockWeight', 'BlockSize', 'BlockHash', 'ExtrinsicData', 'Number', 'ParentHash', 'Digest', 'Events', 'EventCount', 'EventTopics', 'LastRuntimeUpgrade', 'BlocksTillUpgrade', 'UpgradedToU32RefCount', 'UpgradedToTripleRefCount', 'ExecutionPhase', 'AuthorizedUpgrade', 'ExtrinsicWeightReclaimed'];
        Timestamp: ['Now', 'DidUpdate'];
        ChainIdentity: ['Identity'];
        FullBlocks: ['FullBlocks'];
        Aura: ['Authorities', 'CurrentSlot'];
        Grandpa: ['State', 'PendingChange', 'NextForced', 'Stalled', 'CurrentSetId', 'SetIdSession', 'Authorities'];
        Balances: ['TotalIssuance', 'InactiveIssuance', 'Account', 'Locks', 'Reserves', 'Holds', 'Freezes'];
        TransactionPayment: ['NextFeeMultiplier', 'StorageVersion', 'TxPaymentCredit'];
        Sudo: ['Key'];
        Multisig: ['Multisigs'];
        Proxy: ['Proxies', 'Announcements'];
        Preimage: ['StatusFor', 'RequestStatusFor', 'PreimageFor'];
        Scheduler: ['IncompleteSince', 'Agenda', 'Retries', 'Lookup'];
        Assets: ['Asset', 'Account', 'Approvals', 'Metadata', 'Reserves', 'NextAssetId'];
        PoolAssets: ['Asset', 'Account', 'Approvals', 'Metadata', 'Reserves', 'NextAssetId'];
        AssetsFreezer: ['Freezes', 'FrozenBalances'];
        PoolAssetsFreezer: ['Freezes', 'FrozenBalances'];
        AssetConversion: ['Pools', 'NextPoolAssetId', 'PoolFees'];
        AssetRewards: ['PoolStakers', 'Pools', 'PoolCost', 'NextPoolId'];
        Channels: ['NextChannelId', 'Channels', 'ChannelsOf', 'Shown', 'Closings', 'Preimages', 'Approvals', 'Credits', 'Pots', 'TimetableHead', 'TimetablePages'];
        Mpp: ['NextInvoiceId', 'Invoices', 'InvoiceNames', 'NextPaymentId', 'Payments', 'Parts', 'ByPayer', 'Complete', 'ByPayee', 'TimetableHead', 'TimetablePages'];
        Rebalancing: ['Policies', 'ChannelPolicies', 'Operated', 'NextProposalId', 'Proposals', 'TimetableHead', 'TimetablePages'];
        Lsp: ['NextProvider', 'Providers', 'Menus', 'Directories', 'ShelfPages', 'Leases', 'Reservations', 'UsedQuotes', 'Pools', 'PastFees', 'Credits', 'Pots', 'TimetableHead', 'TimetablePages'];
        Watchtowers: ['NextTowerId', 'Towers', 'TowerIds', 'Watches', 'Postings', 'Credits', 'Pots', 'TimetableHead', 'TimetablePages'];
        Swaps: ['Legs', 'Bonds', 'Quotes', 'QuotesOf', 'Pots', 'Credits', 'TimetableHead', 'TimetablePages'];
        Streaming: ['NextStreamId', 'Streams', 'StreamsOf', 'Proposals', 'NextVaultId', 'Vaults', 'VaultIds', 'Credits', 'Pots', 'TimetableHead', 'TimetablePages'];
        Recurring: ['NextPlanId', 'Plans', 'PlansOf', 'NextSubscriptionId', 'Subscriptions', 'ByPayer', 'ByPayee', 'ByPlan', 'TimetableHead', 'TimetablePages'];
        Dex: ['NextPairId', 'Pairs', 'PairsOf', 'PairCounts', 'Books', 'Pages', 'Chunks', 'Owners', 'Traders', 'Statistics', 'Pots', 'Credits', 'TimetableHead', 'TimetablePages'];
    };
    tx: {
        System: ['remark', 'set_heap_pages', 'set_code', 'set_code_without_checks', 'set_storage', 'kill_storage', 'kill_prefix', 'remark_with_event', 'authorize_upgrade', 'authorize_upgrade_without_checks', 'apply_authorized_upgrade'];
        Timestamp: ['set'];
        Grandpa: ['report_equivocation', 'report_equivocation_unsigned', 'note_stalled'];
        Balances: ['transfer_allow_death', 'force_transfer', 'transfer_keep_alive', 'transfer_all', 'force_unreserve', 'upgrade_accounts', 'force_set_balance', 'force_adjust_total_issuance', 'burn'];
        Sudo: ['sudo', 'sudo_unchecked_weight', 'set_key', 'sudo_as', 'remove_key'];
        Utility: ['batch', 'as_derivative', 'batch_all', 'dispatch_as', 'force_batch', 'with_weight', 'if_else', 'dispatch_as_fallible'];
        Multisig: ['as_multi_threshold_1', 'as_multi', 'approve_as_multi', 'cancel_as_multi', 'poke_deposit'];
        Proxy: ['proxy', 'add_proxy', 'remove_proxy', 'remove_proxies', 'create_pure', 'kill_pure', 'announce', 'remove_announcement', 'reject_announcement', 'proxy_announced', 'poke_deposit'];
        Preimage: ['note_preimage', 'unnote_preimage', 'request_preimage', 'unrequest_preimage', 'ensure_updated'];
        Scheduler: ['schedule', 'cancel', 'schedule_named', 'cancel_named', 'schedule_after', 'schedule_named_after', 'set_retry', 'set_retry_named', 'cancel_retry', 'cancel_retry_named'];
        Assets: ['create', 'force_create', 'start_destroy', 'destroy_accounts', 'destroy_approvals', 'finish_destroy', 'mint', 'burn', 'transfer', 'transfer_keep_alive', 'force_transfer', 'freeze', 'thaw', 'freeze_asset', 'thaw_asset', 'transfer_ownership', 'set_team', 'set_metadata', 'clear_metadata', 'force_set_metadata', 'force_clear_metadata', 'force_asset_status', 'approve_transfer', 'cancel_approval', 'force_cancel_approval', 'transfer_approved', 'touch', 'refund', 'set_min_balance', 'touch_other', 'refund_other', 'block', 'transfer_all', 'set_reserves'];
        PoolAssets: ['create', 'force_create', 'start_destroy', 'destroy_accounts', 'destroy_approvals', 'finish_destroy', 'mint', 'burn', 'transfer', 'transfer_keep_alive', 'force_transfer', 'freeze', 'thaw', 'freeze_asset', 'thaw_asset', 'transfer_ownership', 'set_team', 'set_metadata', 'clear_metadata', 'force_set_metadata', 'force_clear_metadata', 'force_asset_status', 'approve_transfer', 'cancel_approval', 'force_cancel_approval', 'transfer_approved', 'touch', 'refund', 'set_min_balance', 'touch_other', 'refund_other', 'block', 'transfer_all', 'set_reserves'];
        AssetConversion: ['create_pool', 'add_liquidity', 'remove_liquidity', 'swap_exact_tokens_for_tokens', 'swap_tokens_for_exact_tokens', 'touch', 'create_pool_with_fee', 'set_pool_fee'];
        AssetRewards: ['create_pool', 'stake', 'unstake', 'harvest_rewards', 'set_pool_reward_rate_per_block', 'set_pool_admin', 'set_pool_expiry_block', 'deposit_reward_tokens', 'cleanup_pool'];
        Channels: ['open', 'propose', 'accept', 'decline', 'withdraw_proposal', 'deposit', 'withdraw', 'pay', 'set_policy', 'commit', 'top_up', 'withdraw_committed', 'close', 'force_close', 'challenge', 'settle', 'reveal_preimage', 'forget_preimage', 'claim_credit', 'reveal_for', 'close_after_loss', 'approve', 'forget_approval', 'set_payout', 'request_withdrawal', 'contest_withdrawal', 'finish_withdrawal'];
        Mpp: ['register_invoice', 'cancel_invoice', 'expire_invoice', 'pay', 'add_parts', 'drop_part', 'replace_part', 'claim', 'cancel', 'settle', 'pay_instant'];
        Rebalancing: ['set_policy', 'set_channel_policy', 'rebalance', 'run', 'report', 'propose', 'accept', 'decline', 'track', 'set_operator', 'operate'];
        Lsp: ['register', 'set_terms', 'set_menu', 'stock', 'unstock', 'add_bond', 'withdraw_bond', 'leave', 'beat', 'list', 'delist', 'reindex', 'reserve', 'end_reservation', 'request_channel', 'pay_fee', 'renew', 'propose_end', 'accept_end', 'give_up', 'settle', 'collect', 'claim_credit'];
        Watchtowers: ['register', 'set_terms', 'set_profile', 'set_key', 'add_bond', 'withdraw_bond', 'beat', 'leave', 'retire', 'collect', 'hire', 'top_up', 'reorder', 'dismiss', 'end', 'post', 'post_state', 'prove_miss', 'prove_late', 'prove_false', 'claim_credit', 'demand', 'answer'];
        Swaps: ['lock', 'lock_ring', 'post_bond', 'claim', 'settle', 'hand_back', 'divide', 'return_bond', 'prune', 'claim_credit', 'set_quote', 'pause_quote', 'close_quote', 'add_stock', 'take_stock', 'swap_in', 'swap_out', 'cancel_swap'];
        Streaming: ['create', 'create_from_vault', 'top_up', 'refund', 'pause', 'resume', 'set_rate', 'claim', 'withdraw', 'cancel', 'transfer', 'propose', 'accept', 'report', 'dispute', 'open_vault', 'fund_vault', 'withdraw_vault', 'close_vault', 'claim_credit'];
        Recurring: ['create_plan', 'edit_plan', 'retire_plan', 'subscribe', 'authorise', 'cancel', 'pause', 'resume', 'set_limits', 'propose_price', 'accept_price', 'change_plan', 'charge', 'settle', 'prune_history'];
        Dex: ['open_pair', 'close_pair', 'set_status', 'collect_fees', 'deposit', 'withdraw', 'set_slots', 'place', 'cancel', 'reduce', 'replace', 'cancel_all', 'act', 'settle', 'expire', 'claim_credit', 'clear', 'swap'];
    };
    events: {
        System: ['ExtrinsicSuccess', 'ExtrinsicFailed', 'CodeUpdated', 'NewAccount', 'KilledAccount', 'Remarked', 'UpgradeAuthorized', 'RejectedInvalidAuthorizedUpgrade'];
        Grandpa: ['NewAuthorities', 'Paused', 'Resumed'];
        Balances: ['Endowed', 'DustLost', 'Transfer', 'BalanceSet', 'Reserved', 'Unreserved', 'ReserveRepatriated', 'Deposit', 'Withdraw', 'Slashed', 'Minted', 'MintedCredit', 'Burned', 'BurnedDebt', 'Suspended', 'Restored', 'Upgraded', 'Issued', 'Rescinded', 'Locked', 'Unlocked', 'Frozen', 'Thawed', 'TotalIssuanceForced', 'Held', 'BurnedHeld', 'TransferOnHold', 'TransferAndHold', 'Released', 'Unexpected'];
        TransactionPayment: ['TransactionFeePaid'];
        Sudo: ['Sudid', 'KeyChanged', 'KeyRemoved', 'SudoAsDone'];
        Utility: ['BatchInterrupted', 'BatchCompleted', 'BatchCompletedWithErrors', 'ItemCompleted', 'ItemFailed', 'DispatchedAs', 'IfElseMainSuccess', 'IfElseFallbackCalled'];
        Multisig: ['NewMultisig', 'MultisigApproval', 'MultisigExecuted', 'MultisigCancelled', 'DepositPoked'];
        Proxy: ['ProxyExecuted', 'PureCreated', 'PureKilled', 'Announced', 'ProxyAdded', 'ProxyRemoved', 'DepositPoked'];
        Preimage: ['Noted', 'Requested', 'Cleared'];
        Scheduler: ['Scheduled', 'Canceled', 'Dispatched', 'RetrySet', 'RetryCancelled', 'CallUnavailable', 'PeriodicFailed', 'RetryFailed', 'PermanentlyOverweight', 'AgendaIncomplete'];
        Assets: ['Created', 'Issued', 'Transferred', 'Burned', 'TeamChanged', 'OwnerChanged', 'Frozen', 'Thawed', 'AssetFrozen', 'AssetThawed', 'AccountsDestroyed', 'ApprovalsDestroyed', 'DestructionStarted', 'Destroyed', 'ForceCreated', 'MetadataSet', 'MetadataCleared', 'ApprovedTransfer', 'ApprovalCancelled', 'TransferredApproved', 'AssetStatusChanged', 'AssetMinBalanceChanged', 'Touched', 'Blocked', 'Deposited', 'Withdrawn', 'ReservesUpdated', 'ReservesRemoved', 'IssuedCredit', 'BurnedCredit', 'IssuedDebt', 'BurnedDebt'];
        PoolAssets: ['Created', 'Issued', 'Transferred', 'Burned', 'TeamChanged', 'OwnerChanged', 'Frozen', 'Thawed', 'AssetFrozen', 'AssetThawed', 'AccountsDestroyed', 'ApprovalsDestroyed', 'DestructionStarted', 'Destroyed', 'ForceCreated', 'MetadataSet', 'MetadataCleared', 'ApprovedTransfer', 'ApprovalCancelled', 'TransferredApproved', 'AssetStatusChanged', 'AssetMinBalanceChanged', 'Touched', 'Blocked', 'Deposited', 'Withdrawn', 'ReservesUpdated', 'ReservesRemoved', 'IssuedCredit', 'BurnedCredit', 'IssuedDebt', 'BurnedDebt'];
        AssetsFreezer: ['Frozen', 'Thawed'];
        PoolAssetsFreezer: ['Frozen', 'Thawed'];
        AssetConversion: ['PoolCreated', 'PoolFeeSet', 'LiquidityAdded', 'LiquidityRemoved', 'SwapExecuted', 'SwapCreditExecuted', 'Touched'];
        AssetRewards: ['Staked', 'Unstaked', 'RewardsHarvested', 'PoolCreated', 'PoolRewardRateModified', 'PoolAdminModified', 'PoolExpiryBlockModified', 'PoolCleanedUp'];
        Channels: ['Opened', 'Proposed', 'ProposalEnded', 'Deposited', 'Withdrawn', 'Paid', 'PolicySet', 'Committed', 'CommittedWithdrawn', 'ForceClosed', 'Challenged', 'Penalised', 'Settled', 'Closed', 'PreimageRevealed', 'PreimageForgotten', 'Credited', 'CreditClaimed', 'ServiceFailed', 'DepositKept', 'ClosingDepositLost', 'Approved', 'ApprovalForgotten', 'WithdrawalRequested', 'WithdrawalEnded', 'WithdrawalFinished', 'PayoutSet', 'GuardSet'];
        Mpp: ['InvoiceRegistered', 'InvoiceEnded', 'PaymentOpened', 'PartLocked', 'PartDropped', 'PaymentCompleted', 'PaymentSettled', 'PaymentReleased', 'PaidInstantly', 'ServiceFailed', 'DepositKept'];
        Rebalancing: ['PolicySet', 'ChannelPolicySet', 'OperatorSet', 'Operates', 'ChannelsTracked', 'ImbalanceNoted', 'RunDue', 'Rebalanced', 'RunRefused', 'FoundBalanced', 'Proposed', 'Accepted', 'CycleExecuted', 'ProposalEnded', 'DepositKept', 'ServiceFailed'];
        Lsp: ['Registered', 'TermsSet', 'MenuSet', 'StockChanged', 'BondChanged', 'Left', 'Beaten', 'Listed', 'Delisted', 'Reserved', 'ReservationEnded', 'QuoteUsed', 'Leased', 'FeePaid', 'FeeReceived', 'Renewed', 'EndProposed', 'LeaseEnded', 'Breached', 'Missed', 'Collected', 'Credited', 'CreditClaimed', 'ServiceFailed', 'DepositKept'];
        Watchtowers: ['Registered', 'TermsSet', 'ProfileSet', 'KeySet', 'BondChanged', 'Beaten', 'Silent', 'Returned', 'Leaving', 'Retired', 'Collected', 'Hired', 'ToppedUp', 'Reordered', 'HireEnded', 'WatchEnded', 'Posted', 'Alarmed', 'Answered', 'Missed', 'Demanded', 'Delivered', 'DemandEnded', 'Withheld', 'Marked', 'Credited', 'CreditClaimed', 'DepositKept', 'ServiceFailed'];
        Swaps: ['LegLocked', 'LegClaimed', 'LegRefunded', 'LegHandedBack', 'LegDivided', 'LegPruned', 'BondPosted', 'BondReturned', 'Credited', 'CreditClaimed', 'ServiceFailed', 'DepositKept', 'QuoteSet', 'QuotePaused', 'QuoteClosed', 'StockChanged', 'SwappedIn', 'SwappedOut'];
        Streaming: ['Created', 'ToppedUp', 'Refunded', 'Paused', 'Resumed', 'RateChanged', 'Paid', 'RanDry', 'Ended', 'Transferred', 'Proposed', 'ProposalEnded', 'Reported', 'Disputed', 'ReportDropped', 'VaultOpened', 'VaultFunded', 'VaultWithdrawn', 'VaultRanDry', 'VaultClosed', 'Credited', 'CreditClaimed', 'DepositKept', 'ServiceFailed', 'Ending', 'HookFeePaid', 'HookFeeUnpaid'];
        Recurring: ['PlanCreated', 'PlanEdited', 'PlanRetired', 'PlanRemoved', 'Subscribed', 'Paid', 'PaymentFailed', 'PeriodsSkipped', 'Suspended', 'Ended', 'Paused', 'Resumed', 'LimitsSet', 'PriceProposed', 'PriceChanged', 'PlanChanged', 'Charged', 'HistoryPruned', 'ServiceFailed', 'DepositKept', 'HookFeePaid'];
        Dex: ['PairOpened', 'PairClosed', 'StatusSet', 'FeesCollected', 'Deposited', 'Withdrawn', 'SlotsSet', 'Traded', 'Taken', 'Placed', 'Cut', 'Settled', 'ActionFailed', 'HookFeePaid', 'ServiceFailed', 'Credited', 'CreditClaimed', 'DepositKept', 'Hopped', 'Swapped'];
    };
    errors: {
        System: ['InvalidSpecName', 'SpecVersionNeedsToIncrease', 'FailedToExtractRuntimeVersion', 'NonDefaultComposite', 'NonZeroRefCount', 'CallFiltered', 'MultiBlockMigrationsOngoing', 'NothingAuthorized', 'Unauthorized'];
        Grandpa: ['PauseFailed', 'ResumeFailed', 'ChangePending', 'TooSoon', 'InvalidKeyOwnershipProof', 'InvalidEquivocationProof', 'DuplicateOffenceReport'];
        Balances: ['VestingBalance', 'LiquidityRestrictions', 'InsufficientBalance', 'ExistentialDeposit', 'Expendability', 'ExistingVestingSchedule', 'DeadAccount', 'TooManyReserves', 'TooManyHolds', 'TooManyFreezes', 'IssuanceDeactivated', 'DeltaZero'];
        Sudo: ['RequireSudo'];
        Utility: ['TooManyCalls'];
        Multisig: ['MinimumThreshold', 'AlreadyApproved', 'NoApprovalsNeeded', 'TooFewSignatories', 'TooManySignatories', 'SignatoriesOutOfOrder', 'SenderInSignatories', 'NotFound', 'NotOwner', 'NoTimepoint', 'WrongTimepoint', 'UnexpectedTimepoint', 'MaxWeightTooLow', 'AlreadyStored'];
        Proxy: ['TooMany', 'NotFound', 'NotProxy', 'Unproxyable', 'Duplicate', 'NoPermission', 'Unannounced', 'NoSelfProxy'];
        Preimage: ['TooBig', 'AlreadyNoted', 'NotAuthorized', 'NotNoted', 'Requested', 'NotRequested', 'TooMany', 'TooFew'];
        Scheduler: ['FailedToSchedule', 'NotFound', 'TargetBlockNumberInPast', 'RescheduleNoChange', 'Named'];
        Assets: ['BalanceLow', 'NoAccount', 'NoPermission', 'Unknown', 'Frozen', 'InUse', 'BadWitness', 'MinBalanceZero', 'UnavailableConsumer', 'BadMetadata', 'Unapproved', 'WouldDie', 'AlreadyExists', 'NoDeposit', 'WouldBurn', 'LiveAsset', 'AssetNotLive', 'IncorrectStatus', 'NotFrozen', 'CallbackFailed', 'BadAssetId', 'AssetIdAllocationFailed', 'ContainsFreezes', 'ContainsHolds', 'TooManyReserves', 'IncompleteDepositTransfer'];
        PoolAssets: ['BalanceLow', 'NoAccount', 'NoPermission', 'Unknown', 'Frozen', 'InUse', 'BadWitness', 'MinBalanceZero', 'UnavailableConsumer', 'BadMetadata', 'Unapproved', 'WouldDie', 'AlreadyExists', 'NoDeposit', 'WouldBurn', 'LiveAsset', 'AssetNotLive', 'IncorrectStatus', 'NotFrozen', 'CallbackFailed', 'BadAssetId', 'AssetIdAllocationFailed', 'ContainsFreezes', 'ContainsHolds', 'TooManyReserves', 'IncompleteDepositTransfer'];
        AssetsFreezer: ['TooManyFreezes'];
        PoolAssetsFreezer: ['TooManyFreezes'];
        AssetConversion: ['InvalidAssetPair', 'PoolExists', 'WrongDesiredAmount', 'AmountOneLessThanMinimal', 'AmountTwoLessThanMinimal', 'ReserveLeftLessThanMinimal', 'AmountOutTooHigh', 'PoolNotFound', 'Overflow', 'AssetOneDepositDidNotMeetMinimum', 'AssetTwoDepositDidNotMeetMinimum', 'AssetOneWithdrawalDidNotMeetMinimum', 'AssetTwoWithdrawalDidNotMeetMinimum', 'OptimalAmountLessThanDesired', 'InsufficientLiquidityMinted', 'ZeroLiquidity', 'ZeroAmount', 'ProvidedMinimumNotSufficientForSwap', 'ProvidedMaximumNotSufficientForSwap', 'InvalidPath', 'NonUniquePath', 'IncorrectPoolAssetId', 'BelowMinimum', 'PoolEmpty', 'FeeTooHigh', 'PoolUnavailable'];
        AssetRewards: ['NotEnoughTokens', 'NonExistentPool', 'NonExistentStaker', 'NonExistentAsset', 'BlockNumberConversionError', 'ExpiryBlockMustBeInTheFuture', 'InsufficientFunds', 'ExpiryCut', 'RewardRateCut', 'NonEmptyPool'];
        Channels: ['NotFound', 'NotParty', 'NotOpener', 'NotCounterparty', 'NotOpen', 'NotProposed', 'NotClosing', 'AlreadySettled', 'SameParty', 'ZeroAmount', 'BelowMinimum', 'UnknownAsset', 'WrongAsset', 'ChallengePeriodTooShort', 'ChallengePeriodTooLong', 'DeadlineTooSoon', 'DeadlineTooFar', 'Expired', 'NotExpired', 'InsufficientLedger', 'ExceedsCommitted', 'StaleVersion', 'BadOpenerSignature', 'BadCounterpartySignature', 'HasLocks', 'HasCommitted', 'UnsoundPolicy', 'PolicyRefuses', 'AlreadyRevealed', 'NotRevealed', 'NoCredit', 'Overflow', 'PotShort', 'NothingWaits', 'NoOpenerConsent', 'NoCounterpartyConsent', 'AlreadyApproved', 'NotApproved', 'PotAccount', 'AlreadyRequested', 'NotRequested', 'ExceedsBalance', 'RequestCovered', 'OlderThanShown', 'BelowReserve', 'Guarded', 'BelowFloor', 'PolicyBelowGuard'];
        Mpp: ['NotFound', 'PartNotFound', 'InvoiceNotFound', 'AlreadyExists', 'NotParty', 'NotPayer', 'NotPayee', 'SameParty', 'BadSignature', 'BadSecret', 'ObviousSecret', 'EmptyHint', 'BadPreimage', 'UnknownFeature', 'SinglePartOnly', 'NotInstant', 'WrongTotal', 'ZeroAmount', 'AlreadyPaid', 'AlreadyComplete', 'AlreadyRevealed', 'Expired', 'NotExpired', 'DeadlineTooSoon', 'DeadlineTooFar', 'NoParts', 'TooManyParts', 'EmptyRoute', 'WrongPayee', 'FeeTooLow', 'FeeTooHigh', 'ExceedsTotal', 'PaymentComplete', 'PaymentIncomplete', 'NotDue', 'Overflow', 'ExceedsSize', 'HoldFeeTooHigh', 'Binding', 'WrongAsset'];
        Rebalancing: ['PolicyNotFound', 'ChannelNotFound', 'ProposalNotFound', 'NotParty', 'NotOperator', 'NotOwner', 'NotOpen', 'WrongAsset', 'UnsoundBand', 'IntervalTooShort', 'BudgetPeriodTooShort', 'ChannelPoliciesRemain', 'NotAutomatic', 'NotDue', 'NoCycle', 'NotACycle', 'ZeroAmount', 'FeeTooLow', 'FeeTooHigh', 'ExceedsFeeBudget', 'ChannelExcluded', 'ManualOnly', 'WorsensBalance', 'NoImprovement', 'RepeatsAccount', 'AlreadyAccepted', 'Expired', 'DeadlineTooSoon', 'DeadlineTooFar', 'Overflow'];
        Lsp: ['NotProvider', 'AlreadyProvider', 'BondTooSmall', 'BondExhausted', 'StockShort', 'StillLeased', 'UnsoundTerms', 'UnsoundMenu', 'UnsortedMenu', 'MenuBinds', 'DeadlineTooFar', 'Expired', 'NotExpired', 'NoOffer', 'MenuExpired', 'SizeTooSmall', 'SizeTooLarge', 'LifetimeTooLong', 'LifetimeTooShort', 'FeeOverflow', 'FeeTooHigh', 'FeeNotBelowSize', 'TermsTooPoor', 'OtherTerms', 'QuoteUsed', 'BadSignature', 'NoSuchShelf', 'ClassNotCovered', 'TermNotCovered', 'MixesInClass', 'ShelfFull', 'NoSuchItem', 'TooManyListings', 'NotListed', 'UpToDate', 'NoneInReach', 'StaleBeat', 'AlreadyReserved', 'NotReserved', 'ExceedsReserved', 'SameParty', 'NotFound', 'NotParty', 'NotClient', 'FeeUnpaid', 'ExceedsFee', 'ExceedsPaid', 'FirstTooSmall', 'NotProposed', 'ZeroAmount', 'NothingOwed', 'UnknownAsset', 'BelowMinimum', 'PotShort', 'PotAccount', 'NoCredit', 'Overflow'];
        Watchtowers: ['NotFound', 'NotOwner', 'NotOperator', 'AlreadyRegistered', 'BondTooSmall', 'BondExhausted', 'CapacityReached', 'UnsoundTerms', 'TooManyKeys', 'KeyPending', 'TowerLeaves', 'TowerSilent', 'NotLeft', 'StillWatching', 'StaleBeat', 'NothingOwed', 'NotOpen', 'NotParty', 'WrongAsset', 'AlreadyHired', 'NotHired', 'AlreadyDemanded', 'NotDemanded', 'NoBackup', 'CoverSpent', 'HireTooShort', 'WrongAnswer', 'TooLate', 'TooManyTowers', 'PeriodTooShort', 'DepositTooSmall', 'TermsChanged', 'RanDry', 'WrongOrder', 'InDispute', 'NotOver', 'StaleVersion', 'BadSignature', 'NotPosted', 'BadReceipt', 'NotServable', 'NotSettled', 'WindowClosed', 'NotMissed', 'NotLate', 'NotFalse', 'NoLoss', 'RoomWasMissing', 'UnknownAsset', 'ZeroAmount', 'BelowMinimum', 'PotAccount', 'NoCredit', 'Overflow', 'PotShort'];
        Swaps: ['NotFound', 'AlreadyLocked', 'AlreadyRevealed', 'AlreadyEnded', 'NotEnded', 'Expired', 'NotExpired', 'NotDue', 'NoLegs', 'DeadlineTooSoon', 'DeadlineTooFar', 'ExtensionTooLong', 'SameParty', 'NotReceiver', 'NotOwner', 'WrongReceiver', 'ExceedsLeg', 'BadSignature', 'TooFewLegs', 'WrongPosition', 'WrongChain', 'RepeatsAccount', 'GapTooShort', 'NoBond', 'AlreadyBonded', 'BondNotFound', 'WrongBond', 'ZeroAmount', 'UnknownAsset', 'BelowMinimum', 'PotShort', 'PotAccount', 'NoCredit', 'Overflow', 'QuoteNotFound', 'QuoteChanged', 'QuoteBinding', 'QuotePaused', 'QuoteInUse', 'UnsoundQuote', 'AmountOutOfRange', 'LimitReached', 'StockShort', 'InvoiceOnly', 'EndsWithPayment', 'ArrivesInChannel', 'NotTied'];
        Streaming: ['NotFound', 'NotPayer', 'NotPayee', 'NotParty', 'SameParty', 'UnknownAsset', 'ZeroAmount', 'BelowMinimum', 'ZeroRate', 'SameRate', 'IntervalTooShort', 'IntervalTooLong', 'GraceTooLong', 'StartInPast', 'StartTooFar', 'EndTooSoon', 'CliffOutOfRange', 'DepositBoundTooLong', 'UnsoundPrice', 'NeedsConsent', 'NotProposed', 'Paused', 'NotPaused', 'RanDry', 'StreamEnded', 'NotStarted', 'NothingOwed', 'InsufficientFunds', 'Metered', 'NotMetered', 'PaidFromVault', 'ReportPending', 'NoReport', 'ExceedsCap', 'ExceedsMaximum', 'VaultNotFound', 'NotOwner', 'VaultExists', 'VaultInUse', 'VaultRanDry', 'VaultEnded', 'PotAccount', 'NoCredit', 'Overflow', 'PotShort', 'WrongReport'];
        Recurring: ['NotFound', 'PlanNotFound', 'NotParty', 'NotPayer', 'NotPayee', 'SameParty', 'ZeroAmount', 'UnknownAsset', 'WrongAsset', 'WrongPayee', 'IntervalTooShort', 'BeyondCalendar', 'StartInPast', 'StartTooFar', 'Expired', 'TermsChanged', 'PlanRetired', 'TooManySubscribers', 'LimitReached', 'LimitBelowPaid', 'NotActive', 'NotPaused', 'NotPauser', 'PaymentDue', 'NotDue', 'NotStarted', 'NotProposed', 'Overflow', 'HookFeeUnpaid'];
        Dex: ['PairNotFound', 'TraderNotFound', 'OrderNotFound', 'IdInUse', 'NotOwner', 'SameAsset', 'UnknownAsset', 'UnsoundTerms', 'PairInUse', 'NotTrading', 'PairStopped', 'StopTooLong', 'PairClosing', 'NotClosing', 'NoticeTooShort', 'Expired', 'DeadlineTooFar', 'CatchingUp', 'UnknownTick', 'BelowMinimum', 'NotResting', 'WouldTake', 'NotFilled', 'NothingOpen', 'TooManySteps', 'TooManyOrders', 'TooManyAssets', 'SlotsInUse', 'InsufficientBalance', 'HookFeeUnpaid', 'NotDue', 'NoFees', 'ZeroAmount', 'PotShort', 'PotAccount', 'NoCredit', 'Overflow', 'Inconsistent', 'EmptyPath', 'AssetTwice', 'OtherAssets', 'LimitNotMet'];
    };
    constants: {
        System: ['BlockWeights', 'BlockLength', 'BlockHashCount', 'DbWeight', 'Version', 'SS58Prefix'];
        Timestamp: ['MinimumPeriod'];
        Aura: ['SlotDuration'];
        Grandpa: ['MaxAuthorities', 'MaxNominators', 'MaxSetIdSessionEntries'];
        Balances: ['ExistentialDeposit', 'MaxLocks', 'MaxReserves', 'MaxFreezes'];
        TransactionPayment: ['OperationalFeeMultiplier'];
        Utility: ['batched_calls_limit'];
        Multisig: ['DepositBase', 'DepositFactor', 'MaxSignatories'];
        Proxy: ['ProxyDepositBase', 'ProxyDepositFactor', 'MaxProxies', 'MaxPending', 'AnnouncementDepositBase', 'AnnouncementDepositFactor'];
        Scheduler: ['MaximumWeight', 'MaxScheduledPerBlock'];
        Assets: ['RemoveItemsLimit', 'AssetDeposit', 'AssetAccountDeposit', 'MetadataDepositBase', 'MetadataDepositPerByte', 'ApprovalDeposit', 'StringLimit'];
        PoolAssets: ['RemoveItemsLimit', 'AssetDeposit', 'AssetAccountDeposit', 'MetadataDepositBase', 'MetadataDepositPerByte', 'ApprovalDeposit', 'StringLimit'];
        AssetConversion: ['LPFee', 'MaxSwapFee', 'PoolSetupFee', 'PoolSetupFeeAsset', 'LiquidityWithdrawalFee', 'MintMinLiquidity', 'MaxSwapPathLength', 'PalletId'];
        AssetRewards: ['PalletId'];
        Channels: ['PalletId', 'MinChallengePeriodMs', 'MaxChallengePeriodMs', 'SlowestBlockMs', 'MaxProposalMs', 'MaxHtlcHorizonMs', 'PreimageRetentionMs', 'MaxEndingMs', 'MaxPenalty', 'ChallengerShare', 'ClosingDeposit', 'WithdrawalReserve', 'ClosingsAtOnce', 'SlotMs'];
        Mpp: ['MaxInvoiceMs', 'MaxHoldMs', 'MaxGatherMs', 'MinClaimMs', 'BlockMs', 'MaxExtensionMs', 'SlotMs'];
        Rebalancing: ['MaxCycles', 'MinIntervalMs', 'MaxBackoffMs', 'MaxProposalMs', 'SlotMs'];
        Lsp: ['PalletId', 'MinLeaseMs', 'MaxLeaseMs', 'MaxMenuMs', 'MaxReserveMs', 'GraceMs', 'FirstPaymentMs', 'BreachShare', 'BeatMs', 'BeatBlocks', 'BlockMs', 'SlotMs'];
        Watchtowers: ['PalletId', 'BeatMs', 'MaxBeatAge', 'SlowestBlockMs', 'NoticeMs', 'MaxChallengePeriodMs', 'MinHireMs', 'ClaimWindowMs', 'MaxHtlcHorizonMs', 'DemandDeposit', 'LevyShare', 'LeastLevy', 'SlotMs'];
        Swaps: ['PalletId', 'ChainIndex', 'MinLegMs', 'MaxLegMs', 'MinGapMs', 'BlockMs', 'MaxExtensionMs', 'KeepMs', 'SlotMs'];
        Streaming: ['PalletId', 'MinIntervalMs', 'MaxIntervalMs', 'MaxGraceMs', 'MaxBoundMs', 'MaxWindowMs', 'SlotMs'];
        Recurring: ['MinIntervalMs', 'RetryDelaysMs', 'MaxHistory', 'SlotMs'];
        Dex: ['PalletId', 'MaxFee', 'MaxOrders', 'MaxAssets', 'MaxActions', 'MaxSteps', 'MaxHops', 'MaxStopMs', 'MaxLateMs', 'SlotMs'];
    };
    viewFns: {
        ChainIdentity: ['chain'];
        Proxy: ['check_permissions', 'is_superset'];
        Assets: ['asset_details', 'balance_of', 'get_metadata', 'get_reserves_data'];
        PoolAssets: ['asset_details', 'balance_of', 'get_metadata', 'get_reserves_data'];
        AssetConversion: ['get_reserves', 'quote_price_exact_tokens_for_tokens', 'quote_price_tokens_for_exact_tokens'];
        Channels: ['channel', 'channels_of', 'closing', 'preimage', 'credit', 'payload', 'payouts', 'withdrawal_requests', 'is_approved', 'forward_fee', 'pot_account'];
        Mpp: ['invoice', 'payment', 'parts_of', 'complete', 'invoices_of', 'by_payer', 'by_payee', 'plan_payment'];
        Rebalancing: ['status', 'channel_policy', 'recommendations', 'plan_rebalance', 'proposal'];
        Lsp: ['provider', 'providers', 'menu', 'min_bond', 'opening_fee', 'best', 'lease', 'reservation', 'quote_payload', 'quote_used', 'statistics', 'pot_account', 'credit'];
        Watchtowers: ['tower', 'tower_of', 'towers', 'watched', 'turns', 'posting', 'runs_out_at', 'credit', 'pot_account'];
        Swaps: ['swap', 'swaps_of', 'closes_ms', 'bond', 'safe_deadlines', 'terms_hash', 'consent_payload', 'quote', 'quotes_of', 'providers', 'swap_cost', 'swap_amount', 'this_chain', 'credit', 'pot_account'];
        Streaming: ['stream', 'stream_state', 'streams_of', 'owed', 'owed_at', 'look_fee', 'runs_out_at', 'proposal', 'vault', 'vault_of', 'vault_runs_out_at', 'credit', 'pot_account'];
        Recurring: ['plan', 'subscription', 'state', 'next_due', 'history', 'run_fee', 'credit_now', 'plans_of', 'by_payer', 'by_payee', 'by_plan'];
        Dex: ['book', 'pairs_of', 'best', 'depth', 'quote', 'quote_swap', 'orders', 'balance', 'day', 'price_sum', 'price_of', 'pot_account', 'credit'];
    };
    apis: {
        Core: ['version', 'execute_block', 'initialize_block'];
        Metadata: ['metadata', 'metadata_at_version', 'metadata_versions'];
        RuntimeViewFunction: ['execute_view_function'];
        BlockBuilder: ['apply_extrinsic', 'finalize_block', 'inherent_extrinsics', 'check_inherents'];
        TaggedTransactionQueue: ['validate_transaction'];
        OffchainWorkerApi: ['offchain_worker'];
        AuraApi: ['slot_duration', 'authorities'];
        SessionKeys: ['generate_session_keys', 'decode_session_keys'];
        GrandpaApi: ['grandpa_authorities', 'submit_report_equivocation_unsigned_extrinsic', 'generate_key_ownership_proof', 'current_set_id'];
        AccountNonceApi: ['account_nonce'];
        TransactionPaymentApi: ['query_info', 'query_fee_details', 'query_weight_to_fee', 'query_length_to_fee'];
        TransactionPaymentCallApi: ['query_call_info', 'query_call_fee_details', 'query_weight_to_fee', 'query_length_to_fee'];
        AssetConversionApi: ['quote_price_tokens_for_exact_tokens', 'quote_price_exact_tokens_for_tokens', 'get_reserves'];
        AssetRewards: ['pool_creation_cost'];
        ChannelsApi: ['channels_of', 'payload', 'forward_fee', 'pot_account'];
        MppApi: ['parts_of', 'invoices_of', 'by_payer', 'by_payee', 'plan_payment'];
        RebalancingApi: ['status', 'recommendations', 'plan_rebalance'];
        LspApi: ['statistics', 'providers', 'opening_fee', 'best', 'lease', 'min_bond', 'pot_account'];
        WatchtowersApi: ['tower', 'towers', 'turns', 'runs_out_at', 'pot_account'];
        DexApi: ['pairs_of', 'best', 'depth', 'quote', 'quote_swap', 'orders', 'balance', 'day', 'price_sum', 'price_of'];
        SwapsApi: ['swap', 'swaps_of', 'closes_ms', 'bond', 'safe_deadlines', 'terms_hash', 'consent_payload', 'quote', 'quotes_of', 'providers', 'swap_cost', 'swap_amount', 'this_chain', 'pot_account'];
        StreamingApi: ['stream_state', 'streams_of', 'owed', 'owed_at', 'look_fee', 'runs_out_at', 'proposal', 'vault', 'vault_runs_out_at', 'pot_account'];
        RecurringApi: ['state', 'next_due', 'run_fee', 'credit_now', 'plans_of', 'by_payer', 'by_payee', 'by_plan'];
        GenesisBuilder: ['build_state', 'get_preset', 'preset_names'];
    };
};
export type BlocWhitelistEntry = PalletKey | `query.${NestedKey<AllInteractions['storage']>}` | `tx.${NestedKey<AllInteractions['tx']>}` | `event.${NestedKey<AllInteractions['events']>}` | `error.${NestedKey<AllInteractions['errors']>}` | `const.${NestedKey<AllInteractions['constants']>}` | `view.${NestedKey<AllInteractions['viewFns']>}` | `api.${NestedKey<AllInteractions['apis']>}`;
type PalletKey = `*.${({
    [K in keyof AllInteractions]: K extends 'apis' ? never : keyof AllInteractions[K];
})[keyof AllInteractions]}`;
type NestedKey<D extends Record<string, string[]>> = "*" | {
    [P in keyof D & string]: `${P}.*` | `${P}.${D[P][number]}`;
}[keyof D & string];
